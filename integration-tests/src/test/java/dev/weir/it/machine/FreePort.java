package dev.weir.it.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Ports for programs that cannot be told to choose one themselves, as {@code iperf3 -s} cannot. */
public final class FreePort {

  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** A port that was free for TCP and for UDP a moment ago. */
  public static int forTcpAndUdp() {
    for (int attempt = 1; ; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0);
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
        return udp.getLocalPort();
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
