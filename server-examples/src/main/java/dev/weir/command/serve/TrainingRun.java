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

/**
 * A short life of {@code weir serve}, from the command line to the drain, with a client of each
 * kind. The build runs it once with {@code -XX:AOTCacheOutput}, so that the JVM can keep the
 * classes that a start needs as it has loaded them; nobody else has a use for it.
 */
public final class TrainingRun {

  private static final int ECHOES = 200;
  private static final int PATIENCE_MILLIS = 20_000;

  private TrainingRun() {}

  /**
   * Serves on free ports of the loopback, is its own client, and ends the process.
   *
   * @param arguments what to serve beside the admin endpoint: {@code echo}, {@code bandwidth}
   */
  public static void main(String[] arguments) throws IOException {
    PipedInputStream report = new PipedInputStream(1 << 16);
    System.setOut(new PrintStream(new PipedOutputStream(report), true, UTF_8));
    Thread.ofPlatform().daemon().start(() -> use(report));
    String free = "tcp://127.0.0.1:0";
    String[] line = new String[arguments.length + 3];
    line[0] = "serve";
    for (int i = 0; i < arguments.length; i++) {
      line[i + 1] = arguments[i] + "=" + free;
    }
    line[line.length - 2] = "--admin";
    line[line.length - 1] = free;
    Weir.main(line);
  }

  /** Where it fails nobody would stop the server, so the process ends without a cache. */
  private static void use(PipedInputStream report) {
    try {
      Map<String, Integer> found = ports(report);
      if (found.containsKey("echo")) {
        echo(port(found, "echo"));
      }
      if (found.containsKey("bandwidth")) {
        measure(port(found, "bandwidth"));
      }
      ask(port(found, "admin"), "GET /metrics");
      ask(port(found, "admin"), "POST /drain");
    } catch (IOException failed) {
      System.err.println("training: " + failed);
      Runtime.getRuntime().halt(1);
    }
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

  private static void ask(int port, String what) throws IOException {
    try (Socket socket = connect(port)) {
      String request = what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getInputStream().readAllBytes();
    }
  }

  private static void measure(int port) {
    PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Terminal silent = new Terminal(nothing, nothing, false, false, new StopRequest());
    String where = Integer.toString(port);
    Weir.run(new String[] {"iperf3", "-c", "127.0.0.1", "-p", where, "-t", "1", "--bidir"}, silent);
    Weir.run(new String[] {"iperf3", "-c", "127.0.0.1", "-p", where, "-t", "1", "-u"}, silent);
  }
}
