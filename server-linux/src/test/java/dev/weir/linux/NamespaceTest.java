package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NamespaceTest {
  private static final Path SELF = Path.of("/proc/thread-self/ns/net");

  @Test
  void aTextIsANameAPathOrAProcess() {
    assertThat(Namespace.parse("blue").file()).isEqualTo(Path.of("/run/netns/blue"));
    assertThat(Namespace.parse("/tmp/ns").file()).isEqualTo(Path.of("/tmp/ns"));
    assertThat(Namespace.parse("12").file()).isEqualTo(Path.of("/proc/12/ns/net"));
    assertThatThrownBy(() -> Namespace.parse("")).hasMessageStartingWith("namespace: ");
    assertThatThrownBy(() -> Namespace.parse("..")).hasMessageStartingWith("namespace: ..");
  }

  @Test
  void aMissingOneIsNamedWithWhatToDo() {
    assertThatThrownBy(() -> Namespace.named("weir-none").call(() -> 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ENOENT")
        .hasMessageEndingWith("; make it with: ip netns add weir-none");
  }

  @Test
  void aTaskRunsInsideAndNothingElseDoes() throws Exception {
    String name = "weir-test-" + ProcessHandle.current().pid();
    assumeTrue(ip("netns", "add", name), "making a namespace needs ip and CAP_SYS_ADMIN");
    try {
      Path outside = Files.readSymbolicLink(SELF);
      Namespace namespace = Namespace.named(name);
      assertThat(namespace.call(() -> Files.readSymbolicLink(SELF))).isNotEqualTo(outside);
      try (ServerSocket here = new ServerSocket(0);
          ServerSocket there = namespace.call(() -> new ServerSocket(here.getLocalPort()))) {
        assertThat(there.getLocalPort()).isEqualTo(here.getLocalPort());
      }
      assertThat(Files.readSymbolicLink(SELF)).isEqualTo(outside);
    } finally {
      ip("netns", "del", name);
    }
  }

  @Test
  void aFailingTaskIsTheTasksFailure() {
    Namespace own = Namespace.parse("/proc/self/ns/net");
    assumeTrue(enters(own), "entering a namespace needs CAP_SYS_ADMIN");
    assertThatThrownBy(() ->
            own.call(() -> {
              throw new IOException("own");
            }))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("own");
  }

  private static boolean enters(Namespace namespace) {
    try {
      return namespace.call(() -> true);
    } catch (IOException | ExecutionException | InterruptedException e) {
      return false;
    }
  }

  private static boolean ip(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
