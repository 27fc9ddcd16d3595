package dev.weir.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.it.world.WorldKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docker/compose.yaml as a stack on a swarm of three engines: twenty load generators, whose reports
 * are collected from their logs and merged. Minutes, so in a profile of its own:
 *
 * <pre>./mvnw -am -pl integration-tests -Pswarm -DskipTests verify</pre>
 */
@Tag("swarm")
final class SwarmIT {

  private static final int REPLICAS = 20;
  private static final Path RESULTS = Path.of("target", "swarm");
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static SwarmNodes swarm;

  @BeforeAll
  static void start() throws IOException {
    Optional<String> reason = WorldKind.CONTAINERS.unavailable();
    assumeTrue(reason.isEmpty(), reason.orElse(""));
    Files.createDirectories(RESULTS);
    swarm = SwarmNodes.start();
  }

  @AfterAll
  static void nothingStays() {
    if (swarm != null) {
      swarm.close();
      assertThat(swarm.left()).isEmpty();
    }
  }

  @Test
  void aServerOnEveryNode() throws Exception {
    measure("every-node", Map.of(), List.of("node1", "node2", "node3"));
  }

  @Test
  void oneServerForAll() throws Exception {
    measure("one-server", Map.of("WEIR_SERVERS", "node.role == manager"), List.of("node1"));
  }

  private static void measure(String name, Map<String, String> variables, List<String> nodes)
      throws Exception {
    deploy(variables);
    try {
      Awaitility.await("all replicas have measured")
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          // A manager that is as busy as its nodes may answer late, or not at all.
          .ignoreExceptions()
          .until(() -> states().filter(state -> state.startsWith("Complete")).count() == REPLICAS);
      Awaitility.await("a server runs on each of " + nodes)
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(servers()).containsExactlyElementsOf(nodes));
      String mode = swarm.manager("service", "inspect", "weir_load", "--format", "{{.Spec.Mode}}");
      assertThat(swarm.jobs() ? mode : "").doesNotContain("Replicated:");
      Path log = RESULTS.resolve(name + ".log").toAbsolutePath();
      Files.writeString(log, logs());
      assertThat(report(log)).contains(REPLICAS + " reports: " + REPLICAS + " finished, 0 failed.");
    } finally {
      remove();
    }
  }

  private static void deploy(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("WEIR_IMAGE", SwarmNodes.WEIR);
    variables.put("WEIR_LOAD_REPLICAS", Integer.toString(REPLICAS));
    variables.put("WEIR_LOAD_SECONDS", "5");
    if (!swarm.jobs()) {
      variables.put("WEIR_LOAD_MODE", "replicated");
    }
    swarm.manager(variables, List.of("stack", "deploy", "-c", "/compose.yaml", "weir"));
  }

  private static java.util.stream.Stream<String> states() {
    return swarm.manager("service", "ps", "weir_load", "--format", "{{.CurrentState}}").lines();
  }

  private static List<String> servers() {
    String running = "desired-state=running";
    return swarm
        .manager("service", "ps", "weir_bandwidth", "--filter", running, "--format", "{{.Node}}")
        .lines()
        .sorted()
        .toList();
  }

  /** Task by task, as compose.yaml tells how. */
  private static String logs() {
    StringBuilder text = new StringBuilder();
    swarm
        .manager("service", "ps", "--quiet", "weir_load")
        .lines()
        .forEach(task -> text.append(swarm.manager("service", "logs", task)));
    return text.toString();
  }

  /** What weir report says of the log; it must call it complete. */
  private static String report(Path log) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.command.Weir",
                "report",
                "--merge",
                log.toString(),
                "--html",
                log.toString().replace(".log", ".html"))
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.writeString(log.resolveSibling(log.getFileName() + ".txt"), text);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  private static void remove() {
    Awaitility.await("the stack is gone")
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .ignoreExceptions()
        // It fails as long as a task still has the network. Containers of attempts that failed may
        // stay until their node is removed.
        .until(() ->
            swarm.manager("stack", "rm", "weir").contains("Nothing found")
                && swarm.manager("network", "ls", "--quiet", "--filter", "name=weir_weir").isBlank()
                && swarm.manager("ps", "--quiet").isBlank());
  }
}
