package dev.weir.command.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The health check of a container, as a program: exits 0 where process 1 is well, else 1. It asks
 * the admin endpoint on loopback. Where process 1 has none, because it is a client or a plain
 * bandwidth server, that it runs has to do.
 */
public final class HealthProbe {

  private static final int PORT = 9464;
  private static final int PATIENCE_MILLIS = 3000;

  private HealthProbe() {}

  /** Asks once. */
  public static void main(String[] arguments) {
    System.exit(healthy() ? 0 : 1);
  }

  private static boolean healthy() {
    try {
      return !hasAdmin(words(Path.of("/proc/1/cmdline"))) || answersWell();
    } catch (IOException unreachable) {
      System.out.println("admin endpoint: " + unreachable.getMessage());
      return false;
    }
  }

  private static List<String> words(Path commandLine) throws IOException {
    return List.of(new String(Files.readAllBytes(commandLine), ISO_8859_1).split("\0", -1));
  }

  static boolean hasAdmin(List<String> words) {
    return words.contains("serve") && words.stream().anyMatch(word -> word.startsWith("--admin"));
  }

  private static boolean answersWell() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String status =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
      System.out.println(status);
      return status != null && status.contains(" 200 ");
    }
  }
}
