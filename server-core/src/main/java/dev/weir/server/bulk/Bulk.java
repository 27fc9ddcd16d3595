package dev.weir.server.bulk;

import dev.weir.linux.call.TransferCalls;
import dev.weir.server.transport.LoopLoad;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import java.util.function.LongConsumer;

/**
 * Takes over one direction of a channel for bytes that no handler looks at.
 *
 * <p>A transfer runs on the channel's own loop, in bounded steps, so other channels of the loop are
 * served meanwhile. On epoll it works on a second descriptor of the channel's socket and by-passes
 * the pipeline: a sink drops bytes in the kernel, a source sends one shared buffer, datagrams move
 * in batches. Elsewhere it does the same through the pipeline. It enters first in the pipeline and
 * leaves it again by {@link Transfer#leave}; it ends by itself with the channel, at the peer's end
 * of stream (which closes the channel unless half closure is allowed), or with an error (which
 * closes it). Bytes that Netty had read already are counted too.
 *
 * <p>All methods may be called from any thread, on channels that are registered and active; on a
 * closed channel the transfer ends at once. Called on the channel's loop they take effect before
 * they return, else soon: whoever must not miss a byte calls on the loop.
 */
public final class Bulk {
  private static final int MAX_DATAGRAM = 65_507;

  private Bulk() {}

  /**
   * Makes the system calls of transfers ready where there is epoll, which takes some tenths of a
   * second of processor time, once. Else the first transfer does, and its loop stands still
   * meanwhile. Not on a loop.
   */
  public static void prepare() {
    if (Epoll.isAvailable()) {
      TransferCalls.prepare();
    }
  }

  /**
   * Says that a channel will be busy all the time: until it closes, new connections of its loops go
   * to those that have fewer of such channels.
   *
   * @param channel registered with its loop; once
   */
  public static void reserve(Channel channel) {
    EventLoop loop = channel.eventLoop();
    LoopLoad.add(loop);
    channel.closeFuture().addListener(closed -> LoopLoad.remove(loop));
  }

  /**
   * Stops a channel's pipeline from reading, a read already asked for included: what arrives waits
   * in the kernel, for a sink. Called on the channel's loop it takes effect before it returns, else
   * soon.
   *
   * @param channel any channel
   */
  public static void hold(Channel channel) {
    if (channel.eventLoop().inEventLoop()) {
      // Only a change, on the loop, takes back a read that has been asked for.
      channel.config().setAutoRead(true);
      channel.config().setAutoRead(false);
    } else {
      channel.eventLoop().execute(() -> hold(channel));
    }
  }

  /**
   * Receives and drops what a TCP connection sends.
   *
   * @param channel a stream channel
   * @return the transfer, begun
   */
  public static Transfer sink(Channel channel) {
    return sink(channel, bytes -> {});
  }

  /**
   * Receives and drops what a TCP connection sends, and tells how much.
   *
   * @param channel a stream channel
   * @param received told after each read how many bytes it dropped, on the channel's loop
   * @return the transfer, begun
   */
  public static Transfer sink(Channel channel, LongConsumer received) {
    return entered(new Sink(channel, received));
  }

  /**
   * Sends a payload over and over on a TCP connection, after what was written to the channel
   * before. Nothing else may be written to it until the transfer has ended.
   *
   * @param channel a stream channel
   * @param payload what
   * @param gate when and how much
   * @return the transfer, begun
   */
  public static Transfer source(Channel channel, Payload payload, Gate gate) {
    return entered(new Source(channel, payload, gate));
  }

  /**
   * Receives datagrams, shows each to a reader and drops it. Datagrams that the kernel joined
   * (UDP_GRO) are shown one by one; large ones are not copied beyond what a reader may see.
   *
   * @param channel a datagram channel, connected or not
   * @param datagramBytes the usual size of a datagram, in bytes; others are received as well
   * @param reader sees each
   * @return the transfer, begun
   */
  public static Transfer datagramSink(Channel channel, int datagramBytes, DatagramReader reader) {
    return entered(new DatagramSink(channel, datagramBytes, reader));
  }

  /**
   * Sends datagrams of one size, many by one call: cut up by the kernel (UDP_SEGMENT) where it and
   * the device can, else one by one. A full queue makes it wait; a peer that refuses does not end
   * it.
   *
   * @param channel a connected datagram channel
   * @param datagram the bytes of each, copied; from 1 byte to 65507
   * @param writer writes what differs from one to the next
   * @param gate when and how much, in multiples of the datagram's size
   * @return the transfer, begun
   */
  public static Transfer datagramSource(
      Channel channel, byte[] datagram, DatagramWriter writer, Gate gate) {
    if (datagram.length < 1 || datagram.length > MAX_DATAGRAM) {
      throw new IllegalArgumentException(
          "datagram: " + datagram.length + " bytes (expected: 1 to " + MAX_DATAGRAM + ")");
    }
    return entered(new DatagramSource(channel, datagram, writer, gate));
  }

  private static Transfer entered(BulkHandler handler) {
    handler.enter();
    return handler;
  }
}
