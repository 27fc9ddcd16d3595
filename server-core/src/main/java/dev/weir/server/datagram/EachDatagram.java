package dev.weir.server.datagram;

import dev.weir.server.connection.DatagramHandler;
import java.util.function.Consumer;

/** Hands each datagram to a handler by itself. */
public final class EachDatagram extends DatagramEnd {
  private final Consumer<Arrival> each;

  /**
   * A stage for one socket.
   *
   * @param handler what to call
   */
  public EachDatagram(DatagramHandler handler) {
    each = arrival -> handler.received(arrival, arrival);
  }

  @Override
  void arrived(Arrival arrival) {
    arrival.split(each);
  }
}
