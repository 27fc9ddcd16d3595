/**
 * Addresses to listen on or to connect to, and their grammar. Knows nothing of sockets: what an
 * address is used for belongs to the packages above.
 */
@NullMarked
package dev.weir.server.endpoint;

import org.jspecify.annotations.NullMarked;
