package dev.weir.command.bench;

import dev.weir.command.VersionText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a bench ran: without it the figures mean nothing. */
final class Environment {

  private static final Path CONGESTION = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Environment() {}

  /** The fields of the report's {@code environment}. */
  static Map<String, Object> describe(String transport, Optional<String> askedCongestion) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weir", VersionText.weir());
    fields.put("netty", VersionText.netty());
    fields.put("jvm", VersionText.jvm());
    fields.put("kernel", VersionText.kernel());
    fields.put("cpu_model", cpuModel());
    fields.put("cpu_count", Runtime.getRuntime().availableProcessors());
    fields.put("transport", transport);
    fields.put("congestion_control", askedCongestion.orElseGet(Environment::congestion));
    fields.put("congestion_control_asked", askedCongestion.isPresent());
    return fields;
  }

  /** The congestion control that a TCP socket gets here unless it asks for another. */
  static String congestion() {
    try {
      return Files.readString(CONGESTION).strip();
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  private static String cpuModel() {
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }
}
