package dev.weir.it.peers;

import static org.awaitility.Awaitility.await;

import dev.weir.it.machine.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A port of this machine, looked at from outside: a probe would count as a client. */
record LocalPort(int number) {

  private static final String LISTENING = "0A";

  static LocalPort free() {
    return new LocalPort(FreePort.forTcpAndUdp());
  }

  void awaitListener() {
    await().pollInterval(Duration.ofMillis(10)).until(this::hasListener);
  }

  private boolean hasListener() {
    String end = ":%04X".formatted(number);
    return List.of("tcp", "tcp6").stream()
        .flatMap(table -> lines(Path.of("/proc/net", table)).stream())
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(row -> row[1].endsWith(end) && row[3].equals(LISTENING));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
