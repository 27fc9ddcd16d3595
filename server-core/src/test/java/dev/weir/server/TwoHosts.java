package dev.weir.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.Namespace;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two namespaces joined by two cables: on the first, each has two addresses of either family,
 * {@code 10.91.0.1} and {@code .3} at the near end, {@code .2} and {@code .4} at the far one, and
 * {@code fd91::} likewise; on the second {@code 10.92.0.} and {@code fd92::} 1 and 2. Groups of
 * IPv4 leave by the first cable unless somebody says otherwise.
 */
final class TwoHosts implements Closeable {
  static final List<String> CABLES = List.of("one", "two");

  private static final String LINES =
      """
      link add one netns NEAR type veth peer name one netns FAR
      link add two netns NEAR type veth peer name two netns FAR
      -n NEAR link set lo up
      -n FAR link set lo up
      -n NEAR addr add 10.91.0.1/24 dev one
      -n NEAR addr add 10.91.0.3/24 dev one
      -n NEAR addr add 10.92.0.1/24 dev two
      -n FAR addr add 10.91.0.2/24 dev one
      -n FAR addr add 10.91.0.4/24 dev one
      -n FAR addr add 10.92.0.2/24 dev two
      -n NEAR addr add fd91::1/64 dev one nodad
      -n NEAR addr add fd91::3/64 dev one nodad
      -n NEAR addr add fd92::1/64 dev two nodad
      -n FAR addr add fd91::2/64 dev one nodad
      -n FAR addr add fd91::4/64 dev one nodad
      -n FAR addr add fd92::2/64 dev two nodad
      -n NEAR link set one up
      -n NEAR link set two up
      -n FAR link set one up
      -n FAR link set two up
      -n NEAR route add 224.0.0.0/4 dev one
      -n FAR route add 224.0.0.0/4 dev one
      """;

  private final String near;
  private final String far;

  private TwoHosts(String near, String far) {
    this.near = near;
    this.far = far;
  }

  /** Skips the test by name where they cannot be made. */
  static TwoHosts make(String name) throws Exception {
    String stem = "weir-" + name + "-" + ProcessHandle.current().pid();
    TwoHosts made = new TwoHosts(stem + "-near", stem + "-far");
    assumeTrue(
        ip("netns add " + made.near) && ip("netns add " + made.far),
        "making a namespace needs ip and CAP_SYS_ADMIN");
    for (String line : LINES.lines().toList()) {
      boolean done = ip(line.replace("NEAR", made.near).replace("FAR", made.far));
      if (!done) {
        made.close();
      }
      assumeTrue(done, "this kernel does not do: ip " + line);
    }
    made.awaitCables();
    return made;
  }

  /** The kernel gives IPv6 its routes a little after a cable is up. */
  private void awaitCables() {
    for (String side : List.of(near, far)) {
      for (String cable : CABLES) {
        String words = "-n " + side + " -6 route get ff15::1 oif " + cable;
        await().atMost(Duration.ofSeconds(20)).until(() -> ip(words));
      }
    }
  }

  private static boolean ip(String words) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(("ip " + words).split(" ")).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean done = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      return done && !said.contains("unreachable");
    } catch (IOException missing) {
      return false;
    }
  }

  /** The name of the one that servers are in. */
  String near() {
    return near;
  }

  /** The name of the one that clients are in. */
  String far() {
    return far;
  }

  Namespace farSide() {
    return Namespace.named(far);
  }

  @Override
  public void close() {
    try {
      ip("netns del " + near);
      ip("netns del " + far);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
