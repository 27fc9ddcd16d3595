package dev.weir.server.pipeline;

import dev.weir.server.bulk.BatchHandler;
import dev.weir.server.connection.DatagramHandler;
import dev.weir.server.datagram.EachBatch;
import dev.weir.server.datagram.EachDatagram;
import io.netty.channel.ChannelHandler;

/**
 * The stages that end a datagram socket's pipeline. Servers put them there themselves; here they
 * are for pipelines built by hand. Each stands last and serves one socket. Where nothing but Weir's
 * own stages stands before it, the socket is read past them, many datagrams by one call.
 */
public final class DatagramStages {
  private DatagramStages() {}

  /**
   * A stage that takes one datagram at a time.
   *
   * @param handler what to call
   * @return a stage for one socket
   */
  public static ChannelHandler each(DatagramHandler handler) {
    return new EachDatagram(handler);
  }

  /**
   * A stage that takes datagrams as the kernel joined them.
   *
   * @param handler what to call
   * @return a stage for one socket
   */
  public static ChannelHandler batches(BatchHandler handler) {
    return new EachBatch(handler);
  }
}
