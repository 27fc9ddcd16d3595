/**
 * How a datagram socket is read and written past Netty's own path.
 *
 * <p>The Netty channel owns the socket: its life, its loop, its pipeline. The pipeline's last stage
 * is a {@link dev.weir.server.datagram.DatagramEnd}. Where nothing but Weir's own stages stands
 * before it, and the loop is epoll's, it takes the socket over: a {@link
 * dev.weir.server.datagram.FastSocket} reads it through a second descriptor on the same loop, by
 * recvmmsg into memory of the loop, and hands each message to the end as one {@link
 * dev.weir.server.datagram.Arrival}, which is used again for the next. Replies are collected and
 * leave by sendmmsg when the turn ends. Else, and with NIO, the end takes Netty's packets, and what
 * it does with them is the same; only what the kernel tells beside a datagram is missing.
 *
 * <p>Here lives what moves datagrams and knows their peers. What is done with them does not belong
 * here, nor how a stream is read.
 */
@NullMarked
package dev.weir.server.datagram;

import org.jspecify.annotations.NullMarked;
