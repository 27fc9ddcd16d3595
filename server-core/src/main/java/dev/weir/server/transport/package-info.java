/**
 * How sockets and loops are made: epoll, and NIO where there is no epoll. Not exported: this is the
 * only place that knows Netty's channel classes, but for the bulk path.
 */
@NullMarked
package dev.weir.server.transport;

import org.jspecify.annotations.NullMarked;
