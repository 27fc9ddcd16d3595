package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisMachineTest {
  @TempDir Path proc;

  @Test
  void tellsWhatTheKernelTells() throws IOException {
    file("sys/kernel/osrelease", "6.18.44\n");
    file("cpuinfo", "processor : 0\nmodel name\t: Fast 9000\nprocessor : 1\n");
    file("sys/net/ipv4/tcp_congestion_control", "cubic\n");
    file("sys/net/core/rmem_max", "4194304\n");
    List<Fact> facts = new ThisMachine(proc).read();
    assertThat(facts).extracting(Fact::value).anyMatch(value -> value.contains("6.18.44"));
    assertThat(facts).extracting(Fact::value).anyMatch(value -> value.contains("Fast 9000"));
    assertThat(facts)
        .contains(
            new Fact("Congestion control (default)", "cubic", "net.ipv4.tcp_congestion_control"),
            new Fact("Receive buffer, largest", "4\u00a0MiB", "net.core.rmem_max"));
  }

  @Test
  void leavesOutWhatIsMissing() {
    assertThat(new ThisMachine(proc).read())
        .extracting(Fact::name)
        .containsExactly("Measured", "Kernel", "CPU", "JVM");
  }

  private void file(String name, String text) throws IOException {
    Path file = proc.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
