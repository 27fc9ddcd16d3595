/**
 * What handlers see of a peer: connections for callbacks and for straight-line code, and the limits
 * that bound them. Knows Netty's channels, not which transport made them; sockets and servers live
 * elsewhere.
 */
package dev.weir.server.connection;
