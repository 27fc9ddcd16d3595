package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the runner reads of the machine. */
final class MachineTest {

  @Test
  void processorsAreListedAsTheKernelDoes() {
    assertThat(Cpus.list(" 0-2,5")).containsExactly(0, 1, 2, 5);
  }

  @Test
  void oneProcessorIsTooFew() {
    assertThatThrownBy(() -> Cpus.of("3"))
        .hasMessage(
            "weir.benchmark.cpus: 3 (expected: two processors, one for servers and one for load)");
  }

  @Test
  void stolenTimeMakesAMachineBusy() {
    long[] before = Quiet.ticks(List.of("cpu  0 0 0 0 0 0 0 0 0 0", "cpu0 1"));
    long[] idle = Quiet.ticks(List.of("cpu  1 0 0 98 1 0 0 0 0 0"));
    long[] stolen = Quiet.ticks(List.of("cpu  0 0 0 50 0 0 0 50 0 0"));
    assertThat(Quiet.busy(before, idle)).isEqualTo(0.01, within());
    assertThat(Quiet.busy(before, stolen)).isEqualTo(0.5, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void aPortIsBoundOnceItIsListened() throws IOException {
    long pid = ProcessHandle.current().pid();
    Port port = Port.free();
    assertThat(port.boundIn(pid)).isFalse();
    try (ServerSocket socket = new ServerSocket(port.number())) {
      assertThat(socket.isBound()).isTrue();
      assertThat(port.boundIn(pid)).isTrue();
    }
  }

  @Test
  void aConnectionToThePortIsNoListener() {
    List<String> table =
        List.of(
            "  sl  local_address rem_address   st",
            "   0: 0100007F:1F90 0100007F:0050 01 00000000:00000000");
    assertThat(new Port(8080).boundIn(table, "0A")).isFalse();
    assertThat(new Port(8080).boundIn(table, "")).isTrue();
  }

  @Test
  void theUsersCommandLineIsTakenUpToTheSubCommand() throws IOException {
    UserCommand user =
        UserCommand.of(
            "/jdk/bin/java\0-XX:AOTCache=weir.aot\0-XX:+UseSerialGC\0-Da=b\0-Dweir.c=d e\0-jar\0weir.jar\0serve\0echo\0");
    assertThat(user.weir("bench"))
        .containsExactly(
            "/jdk/bin/java",
            "-XX:AOTCache=weir.aot",
            "-XX:+UseSerialGC",
            "-Da=b",
            "-Dweir.c=d e",
            "-jar",
            "weir.jar",
            "bench");
    assertThat(user.other(Path.of("lib"), "Main"))
        .containsExactly("/jdk/bin/java", "-XX:+UseSerialGC", "-Da=b", "-cp", "lib/*", "Main");
  }

  @Test
  void aLauncherThatIsNoJvmIsAnError() {
    assertThatThrownBy(() -> UserCommand.of("sh\0weir\0serve\0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected: java");
  }

  @Test
  void aPatternThatFindsNoRowIsAnError() {
    List<Row> rows = List.of(new Row("echo", "Echo", "", "requests", List.of(), List.of()));
    assertThat(Table.chosen(rows, java.util.regex.Pattern.compile("ech"))).isEqualTo(rows);
    assertThatThrownBy(() -> Table.chosen(rows, java.util.regex.Pattern.compile("udp")))
        .hasMessageContaining("[echo]");
  }
}
