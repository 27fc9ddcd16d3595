package dev.weir.server;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.CpuTime;
import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Descriptors run out and come back. In a process of its own, whose limit can be lowered. */
final class DescriptorShortageTest {
  private static final int DESCRIPTORS = 160;
  private static final int CLIENTS = 20;

  /** Opens connections to itself until there are no descriptors, then closes them again. */
  static final class Exhausted {
    private Exhausted() {}

    public static void main(String[] arguments) throws Exception {
      try (Loops loops = Loops.of(1, "short");
          Server server = Kind.EPOLL.echo(Scheme.TCP, "127.0.0.1", loops)) {
        loadFromDirectories(server, loops);
        // Clients are made while there are descriptors, and connect when there are none.
        List<Integer> taken = sockets();
        for (int client : taken.subList(0, CLIENTS)) {
          SocketCalls.connect(client, AF_INET, server.endpoint().address());
        }
        Awaitility.await().until(() -> server.counters().get(Count.REFUSED_RESOURCES) > 0);
        long used = processorTime(loops);
        Awaitility.await().until(() -> server.counters().get(Count.REFUSED_RESOURCES) >= 5);
        long spent = TimeUnit.NANOSECONDS.toMillis(processorTime(loops) - used);
        System.out.println("short, " + (spent < 200 ? "and quiet" : "and busy: " + spent));
        for (int fd : taken) {
          SocketCalls.close(fd);
        }
        try (Peer peer = Peer.of(server.endpoint())) {
          System.out.println(peer.ask("recovered"));
        }
      }
    }

    /** Jars stay open; what tests load from directories needs descriptors of its own. */
    private static void loadFromDirectories(Server server, Loops loops) throws Exception {
      try (Peer peer = Peer.of(server.endpoint())) {
        System.out.println(peer.ask("served") + ": " + server.counters());
      }
      Exhaustion.is(new SystemCallException("accept", Errno.EMFILE));
      processorTime(loops);
    }

    private static List<Integer> sockets() {
      List<Integer> made = new ArrayList<>();
      try {
        while (true) {
          made.add(SocketCalls.socket(AF_INET, SOCK_STREAM, 0));
        }
      } catch (SystemCallException exhausted) {
        System.out.println(exhausted.getMessage());
        return made;
      }
    }

    private static long processorTime(Loops loops) throws Exception {
      Callable<CpuTime> look = CpuTime::ofThread;
      return loops.group().next().submit(look).get().totalNanos();
    }
  }

  static boolean canLowerLimits() {
    return Files.isExecutable(Path.of("/usr/bin/prlimit"));
  }

  @Test
  @EnabledIf("canLowerLimits")
  void pausesAndRecovers() {
    List<String> few = List.of("/usr/bin/prlimit", "--nofile=" + DESCRIPTORS);
    // Without MaxFDLimit the virtual machine leaves the soft limit alone.
    assertThat(Program.run(few, Exhausted.class, "-XX:-MaxFDLimit"))
        .contains("EMFILE")
        .contains("short, and quiet")
        .contains("recovered");
  }
}
