/**
 * Who comes in: the tables and buckets behind {@link dev.weir.server.connection.Admission}. Knows
 * addresses and times; no channels, no sockets.
 */
@NullMarked
package dev.weir.server.admission;

import org.jspecify.annotations.NullMarked;
