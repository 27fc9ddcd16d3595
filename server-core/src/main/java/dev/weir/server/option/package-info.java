/**
 * Socket options as data: one row per option with what its man page leaves unsaid, a text form, and
 * the values chosen for a server or client. Knows how a value is written and read, not how a socket
 * is made.
 */
@NullMarked
package dev.weir.server.option;

import org.jspecify.annotations.NullMarked;
