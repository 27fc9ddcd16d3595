package dev.weir.server.datagram;

import dev.weir.server.connection.DatagramHandler;

/** Hands each datagram to a handler by itself. */
public final class EachDatagram extends DatagramEnd {
  private final DatagramHandler handler;

  /**
   * A stage for one socket.
   *
   * @param handler what to call
   */
  public EachDatagram(DatagramHandler handler) {
    this.handler = handler;
  }

  @Override
  void arrived(Arrival arrival) {
    arrival.split(() -> handler.received(arrival, arrival));
  }
}
