package dev.weir.command.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.command.StopRequest;
import dev.weir.command.Terminal;
import dev.weir.command.Weir;
import dev.weir.server.endpoint.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A short life of {@code weir serve}, from the command line to the drain, with a client of each
 * kind. The build runs it once with {@code -XX:AOTCacheOutput}, so that the JVM can keep the
 * classes that a start needs as it has loaded them; nobody else has a use for it.
 */
public final class TrainingRun {

  private static final int ECHOES = 2000;
  private static final int PATIENCE_MILLIS = 20_000;

  private TrainingRun() {}

  /** Serves on free ports of the loopback, is its own client, and returns. */
  public static void main(String[] arguments) throws IOException {
    StopRequest stop = new StopRequest();
    PipedInputStream report = new PipedInputStream(1 << 16);
    Terminal terminal = terminal(new PipedOutputStream(report), stop);
    CompletableFuture<Integer> serving =
        CompletableFuture.supplyAsync(
            () -> Weir.run(serve(), terminal), Thread.ofPlatform().daemon()::start);
    // A daemon: where this end fails, nobody is left to stop the server.
    // Where the server ends early, so does its report, or the reader would wait for ever.
    serving.whenComplete((code, failure) -> terminal.out().close());
    Map<String, Integer> found = ports(report);
    echo(port(found, "echo"));
    scrape(port(found, "admin"));
    measure(port(found, "bandwidth"));
    stop.request();
    if (serving.join() != 0) {
      throw new IOException("weir serve: exit code " + serving.join() + " (expected: 0)");
    }
  }

  private static String[] serve() {
    String free = "tcp://127.0.0.1:0";
    return new String[] {"serve", "echo=" + free, "bandwidth=" + free, "--admin", free};
  }

  private static Terminal terminal(OutputStream out, StopRequest stop) {
    PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new Terminal(new PrintStream(out, true, UTF_8), nothing, false, false, stop);
  }

  /** The ports by server, read from the start report as a person would. */
  private static Map<String, Integer> ports(PipedInputStream report) throws IOException {
    Map<String, Integer> ports = new HashMap<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(report, UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith("ready")) {
      String[] words = line.split("\\s+", -1);
      if (words.length == 2 && words[1].startsWith("tcp://")) {
        ports.put(words[0], Endpoint.parse(words[1]).port());
      }
      line = lines.readLine();
    }
    return ports;
  }

  private static int port(Map<String, Integer> found, String server) throws IOException {
    Integer port = found.get(server);
    if (port == null) {
      throw new IOException(server + ": not in the start report, which has " + found.keySet());
    }
    return port;
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void echo(int port) throws IOException {
    try (Socket socket = connect(port)) {
      byte[] message = new byte[64];
      for (int i = 0; i < ECHOES; i++) {
        socket.getOutputStream().write(message);
        socket.getInputStream().readNBytes(message.length);
      }
    }
  }

  private static void scrape(int port) throws IOException {
    try (Socket socket = connect(port)) {
      String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getInputStream().readAllBytes();
    }
  }

  private static void measure(int port) {
    Terminal silent = terminal(OutputStream.nullOutputStream(), new StopRequest());
    String where = Integer.toString(port);
    Weir.run(new String[] {"iperf3", "-c", "127.0.0.1", "-p", where, "-t", "1", "--bidir"}, silent);
    Weir.run(new String[] {"iperf3", "-c", "127.0.0.1", "-p", where, "-t", "1", "-u"}, silent);
  }
}
