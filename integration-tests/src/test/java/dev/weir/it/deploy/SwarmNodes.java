package dev.weir.it.deploy;

import dev.weir.it.world.WeirImage;
import dev.weir.it.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A swarm of engines, each in a container: node1 manages, the others work. The engines are those of
 * the distribution; the client is this machine's where it runs there, because older ones know no
 * jobs. All of it carries a run's id, and the run's watchdog removes it.
 */
final class SwarmNodes implements AutoCloseable {

  /** The image of Weir as the nodes know it. */
  static final String WEIR = "weir:swarm";

  private static final int COUNT = 3;
  private static final String IMAGE = "weir-node:bookworm";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // What a nested engine needs; --privileged would ask for more than some machines have.
  private static final List<String> RIGHTS =
      List.of(
          "--cap-add=SYS_ADMIN",
          "--cap-add=NET_ADMIN",
          "--cap-add=SYS_PTRACE",
          "--cap-add=NET_RAW",
          "--cap-add=SYS_CHROOT",
          "--cap-add=DAC_READ_SEARCH",
          "--security-opt=seccomp=unconfined",
          "--security-opt=apparmor=unconfined",
          "--cgroupns=host",
          "--volume=/sys/fs/cgroup:/sys/fs/cgroup:rw",
          "--volume=/var/lib/docker");

  private final Worlds run = Worlds.begin();
  private final String id = run.id().text();

  private SwarmNodes() {}

  static SwarmNodes start() throws IOException {
    SwarmNodes swarm = new SwarmNodes();
    try {
      Docker.run("build", "--tag", IMAGE, Path.of("src", "test", "docker", "node").toString());
      Docker.run("network", "create", "--label", swarm.label(), swarm.id + "swarm");
      for (int node = 1; node <= COUNT; node++) {
        swarm.begin(node);
      }
      for (int node = 1; node <= COUNT; node++) {
        swarm.prepare(node);
      }
      swarm.join();
      return swarm;
    } catch (IOException | RuntimeException e) {
      swarm.close();
      throw e;
    }
  }

  private String label() {
    return "dev.weir.run=" + id;
  }

  private String name(int node) {
    return id + "node" + node;
  }

  private void begin(int node) {
    List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name(node)));
    words.addAll(List.of("--hostname", "node" + node, "--label", label()));
    words.addAll(List.of("--network", id + "swarm"));
    words.addAll(RIGHTS);
    words.addAll(List.of(IMAGE, "dockerd", "--cgroup-parent", "/" + name(node)));
    Docker.run(words);
  }

  private void prepare(int node) throws IOException {
    Awaitility.await("the engine of node" + node)
        .atMost(PATIENCE)
        .until(() -> Docker.succeeds("exec", name(node), "docker", "version"));
    Docker.run("tag", WeirImage.id(), WEIR);
    Docker.pipe(List.of("save", WEIR), List.of("exec", "-i", name(node), "docker", "load"));
  }

  private void join() {
    manager("swarm", "init");
    String token = manager("swarm", "join-token", "--quiet", "worker").strip();
    String address =
        Docker.run(
                "inspect",
                "--format",
                "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                name(1))
            .strip();
    for (int node = 2; node <= COUNT; node++) {
      Docker.run(
          "exec", name(node), "docker", "swarm", "join", "--token", token, address + ":2377");
    }
    String own = "/usr/local/bin/docker";
    Docker.run("cp", "--follow-link", Docker.client().toString(), name(1) + ":" + own);
    if (!Docker.succeeds("exec", name(1), own, "version")) {
      Docker.run("exec", name(1), "rm", own);
    }
    Docker.run("cp", Path.of("..", "docker", "compose.yaml").toString(), name(1) + ":/");
  }

  /** Whether the client knows jobs. */
  boolean jobs() {
    String version = manager("version", "--format", "{{.Client.Version}}").strip();
    return Integer.parseInt(version.replaceFirst("\\..*", "")) >= 23;
  }

  /** Runs a docker command on the node that manages the others. */
  String manager(String... words) {
    return manager(Map.of(), List.of(words));
  }

  /** The same with variables of the environment. */
  String manager(Map<String, String> variables, List<String> words) {
    List<String> command = new ArrayList<>(List.of("exec"));
    variables.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
    command.addAll(List.of(name(1), "docker"));
    command.addAll(words);
    return Docker.run(command);
  }

  /** What is still there of it, in this machine's engine. */
  String left() {
    return Docker.run("ps", "--all", "--quiet", "--filter", "label=" + label())
        + Docker.run("network", "ls", "--quiet", "--filter", "label=" + label());
  }

  @Override
  public void close() {
    run.close();
  }
}
