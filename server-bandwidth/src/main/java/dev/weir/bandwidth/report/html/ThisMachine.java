package dev.weir.bandwidth.report.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a reader must know of the machine that measured: the time, kernel, CPU, JVM, congestion
 * control and the kernel's limits of socket buffers. What a system does not tell is left out.
 */
public final class ThisMachine {
  private final Path proc;

  ThisMachine(Path proc) {
    this.proc = proc;
  }

  /**
   * Facts of the machine and JVM this runs on, read now.
   *
   * @return the facts, those of the kernel only where it has /proc
   */
  public static List<Fact> facts() {
    return new ThisMachine(Path.of("/proc")).read();
  }

  List<Fact> read() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Measured", Instant.now()));
    facts.add(Fact.of("Kernel", System.getProperty("os.name") + " " + kernel()));
    facts.add(Fact.of("CPU", cpu()));
    facts.add(Fact.of("JVM", jvm()));
    sysctl("tcp_congestion_control", "ipv4", "Congestion control (default)", name -> name, facts);
    sysctl("rmem_max", "core", "Receive buffer, largest", ThisMachine::bytes, facts);
    sysctl("wmem_max", "core", "Send buffer, largest", ThisMachine::bytes, facts);
    return facts;
  }

  private String kernel() {
    return line("sys/kernel/osrelease").orElse(System.getProperty("os.version"));
  }

  private String cpu() {
    int count = Runtime.getRuntime().availableProcessors();
    String number = count + (count == 1 ? " processor" : " processors");
    String architecture = System.getProperty("os.arch");
    return number + ", " + model().map(m -> m + ", " + architecture).orElse(architecture);
  }

  private Optional<String> model() {
    try (Stream<String> lines = Files.lines(proc.resolve("cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String jvm() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }

  private void sysctl(
      String key, String group, String name, UnaryOperator<String> text, List<Fact> facts) {
    line("sys/net/" + group + "/" + key)
        .map(value -> Fact.of(name, text.apply(value)).note("net." + group + "." + key))
        .ifPresent(facts::add);
  }

  private static String bytes(String number) {
    double bytes = Double.parseDouble(number);
    return Unit.BYTES.scale().fit(bytes, Unit.BYTES).tick(bytes);
  }

  private Optional<String> line(String file) {
    try {
      return Files.readAllLines(proc.resolve(file)).stream().findFirst().map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
