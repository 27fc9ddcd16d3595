/**
 * What handlers see of a peer: connections for callbacks and for straight-line code, datagrams, the
 * limits that bound them, and the call to finish. Knows Netty's channels, not which transport made
 * them; sockets and servers live elsewhere.
 */
@NullMarked
package dev.weir.server.connection;

import org.jspecify.annotations.NullMarked;
