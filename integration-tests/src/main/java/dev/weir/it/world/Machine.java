package dev.weir.it.world;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine's kernel and tools can do, asked by trying; each question once. */
final class Machine {

  private static final Optional<String> NO_NAMESPACES = namespaces();

  private Machine() {}

  static Optional<String> withoutNamespaces() {
    return NO_NAMESPACES;
  }

  static Optional<String> withoutDelay() {
    return NO_NAMESPACES.or(Delay::lacking);
  }

  /** Whether a program can be found, in the system administrator's directories too. */
  static boolean has(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> new File(folder, program).canExecute());
  }

  private static Optional<String> namespaces() {
    for (String tool : new String[] {"ip", "tc", "iptables", "ss", "setsid"}) {
      if (!has(tool)) {
        return Optional.of("no " + tool + " on the PATH: run docker/setup");
      }
    }
    String name = RunId.random().text() + "probe";
    try {
      Shell.run("ip", "netns", "add", name);
      Shell.run("ip", "netns", "del", name);
      return Optional.empty();
    } catch (WorldException e) {
      return Optional.of("network namespaces need root: " + e.getMessage());
    }
  }

  /** Asked only by who needs delay. */
  private static final class Delay {
    private static final Optional<String> LACKING = probe();

    static Optional<String> lacking() {
      return LACKING;
    }

    private static Optional<String> probe() {
      String name = RunId.random().text() + "probe";
      Shell.run("ip", "netns", "add", name);
      try {
        return Shell.succeeds(
                "ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", "lo", "root", "netem",
                "delay", "1ms")
            ? Optional.empty()
            : Optional.of("this kernel has no netem, so no delay");
      } finally {
        Shell.run("ip", "netns", "del", name);
      }
    }
  }
}
