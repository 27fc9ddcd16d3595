package dev.weir.bandwidth.iperf3;

import dev.weir.linux.TcpInfo;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.UnixChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Finds out which streams of a test of both directions the client sends on. It opens those first,
 * and nothing on the wire says more; but where segments are lost, the later connection may be
 * accepted earlier, and both ends would wait for each other on either. Who speaks on a stream sends
 * on it: the client does so as soon as it may. One that says nothing for a second is believed to
 * have kept the order.
 */
final class Roles {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final EventLoop loop;
  private final List<DataSocket> sockets;
  private final int receiving;
  private final CompletableFuture<List<DataSocket>> known = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private int pauseMillis = 1;

  /** A stream, and whether the client has sent on it. */
  private record Heard(DataSocket socket, boolean spoken) {}

  private Roles(EventLoop loop, List<DataSocket> sockets, int receiving) {
    this.loop = loop;
    this.sockets = sockets;
    this.receiving = receiving;
  }

  /**
   * Begins to listen, once the client may send.
   *
   * @param sockets in the order in which they were accepted
   * @param receiving how many of them the client sends on
   * @return completed on the loop: first those that the client sends on
   */
  static CompletableFuture<List<DataSocket>> of(
      EventLoop loop, List<DataSocket> sockets, int receiving) {
    Roles roles = new Roles(loop, sockets, receiving);
    roles.look();
    return roles.known;
  }

  private void look() {
    List<CompletableFuture<Heard>> answers =
        sockets.stream()
            .map(socket ->
                CompletableFuture.supplyAsync(
                    () -> new Heard(socket, spoken(socket)), socket.channel().eventLoop()))
            .toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenRunAsync(() -> decide(answers.stream().map(CompletableFuture::join).toList()), loop);
  }

  private void decide(List<Heard> heard) {
    long spoken = heard.stream().filter(Heard::spoken).count();
    if (spoken >= receiving || System.nanoTime() - begun > PATIENCE_NANOS) {
      known.complete(ordered(heard));
    } else {
      loop.schedule(this::look, pauseMillis, TimeUnit.MILLISECONDS);
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Among equals the order of acceptance stays. */
  private static List<DataSocket> ordered(List<Heard> heard) {
    List<Heard> order = new ArrayList<>(heard);
    order.sort(Comparator.comparing(Heard::spoken).reversed());
    return order.stream().map(Heard::socket).toList();
  }

  /** On the socket's loop; its cookie is no data. Where nothing can be known, all have spoken. */
  private static boolean spoken(DataSocket socket) {
    if (!(socket.channel() instanceof UnixChannel unix) || !socket.channel().isOpen()) {
      return true;
    }
    try {
      return TcpInfo.of(unix.fd().intValue()).bytesReceived() > Cookie.LENGTH;
    } catch (SystemCallException closed) {
      return true;
    }
  }
}
