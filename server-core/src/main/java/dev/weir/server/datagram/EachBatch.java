package dev.weir.server.datagram;

import dev.weir.server.bulk.BatchHandler;

/** Hands datagrams to a handler as the kernel joined them. */
public final class EachBatch extends DatagramEnd {
  private final BatchHandler handler;

  /**
   * A stage for one socket.
   *
   * @param handler what to call
   */
  public EachBatch(BatchHandler handler) {
    this.handler = handler;
  }

  @Override
  void arrived(Arrival arrival) {
    handler.received(arrival, arrival);
  }
}
