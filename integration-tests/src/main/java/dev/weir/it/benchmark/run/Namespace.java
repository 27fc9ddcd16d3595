package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A network namespace with nothing but loopback: no connection tracking, no firewall.
 *
 * @param name of the namespace
 */
record Namespace(String name) implements AutoCloseable {

  /**
   * Makes one.
   *
   * @throws Unavailable if this process may not
   */
  static Namespace make() throws IOException, InterruptedException {
    Namespace namespace = new Namespace("weir-benchmark-" + Long.toHexString(System.nanoTime()));
    namespace.tell("add", namespace.name);
    Runtime.getRuntime().addShutdownHook(new Thread(namespace::close, "namespace"));
    namespace.inside("ip", "link", "set", "lo", "up");
    return namespace;
  }

  /** Words that run what follows in it. */
  List<String> words() {
    return List.of("ip", "netns", "exec", name);
  }

  private void inside(String... words) throws IOException, InterruptedException {
    run(Words.join(words(), List.of(words)));
  }

  private void tell(String... words) throws IOException, InterruptedException {
    run(Words.join(List.of("ip", "netns"), List.of(words)));
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new Unavailable("no network namespaces: " + e.getMessage());
    }
    process.getOutputStream().close();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new Unavailable("no network namespaces, which need root: " + printed);
    }
  }

  @Override
  public void close() {
    try {
      tell("del", name);
    } catch (IOException | InterruptedException | Unavailable e) {
      // It is gone already, or nothing of this process can remove it.
    }
  }
}
