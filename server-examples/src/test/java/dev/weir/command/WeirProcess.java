package dev.weir.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The command as a process of its own, with the java command line of the launcher. */
public final class WeirProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final BufferedReader err;
  private final StringBuilder said = new StringBuilder();

  private WeirProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.err = process.errorReader(UTF_8);
  }

  /** Starts {@code weir} with these arguments in this directory. */
  public static WeirProcess start(Path directory, String... arguments) throws IOException {
    return startBy(List.of(), Map.of(), directory, arguments);
  }

  /** Lets another program start {@code weir}, whose command line it is given, in its place. */
  public static WeirProcess startBy(
      List<String> starter, Map<String, String> environment, Path directory, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(starter);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-XX:+UseSerialGC");
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add(Weir.class.getName());
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().remove("WEIR_LOG");
    builder.environment().putAll(environment);
    return new WeirProcess(builder.start());
  }

  /** Reads standard output up to the first line with this text and gives that line. */
  public String awaitLine(String text) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("no line with '" + text + "' in:\n" + seen + errors());
  }

  /** Waits until the process holds at least this many sockets; Linux only. */
  public void awaitSockets(int count) {
    Awaitility.await().until(() -> sockets() >= count);
  }

  private long sockets() throws IOException {
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> links = Files.list(descriptors)) {
      return links.filter(WeirProcess::isSocket).count();
    }
  }

  private static boolean isSocket(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /** Waits until nobody listens at a port of loopback any more. */
  public void awaitRefusal(int port) {
    Awaitility.await().until(() -> refuses(port));
  }

  private static boolean refuses(int port) {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return !socket.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }

  /** Sends a signal such as {@code INT}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for the end and gives the exit code. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the process has not ended after 20 s");
    }
    return process.exitValue();
  }

  /** What is left of standard output. */
  public String rest() throws IOException {
    return readAll(out);
  }

  /** Reads standard error up to the first line with this text and gives that line. */
  public String awaitError(String text) throws IOException {
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      said.append(line).append('\n');
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("no line with '" + text + "' in:\n" + said);
  }

  /** Standard error, to its end. */
  public String errors() throws IOException {
    return said.append(readAll(err)).toString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String readAll(BufferedReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
