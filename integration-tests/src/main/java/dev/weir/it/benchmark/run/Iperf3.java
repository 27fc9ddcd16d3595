package dev.weir.it.benchmark.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Command lines of the original. */
final class Iperf3 {

  private static final String NAME = "iperf3";

  private Iperf3() {}

  static List<String> server(Port port) {
    return List.of(found(), "-s", "-p", Integer.toString(port.number()));
  }

  /** A client that fixes the congestion control of whichever end sends. */
  static List<String> client(Port port, int seconds, String... more) {
    return Words.join(
        List.of(found(), "-c", "127.0.0.1", "-p", Integer.toString(port.number())),
        List.of("-t", Integer.toString(seconds), "-C", "cubic", "-J"),
        List.of(more));
  }

  private static String found() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, NAME))
        .filter(Files::isExecutable)
        .map(path -> NAME)
        .findFirst()
        .orElseThrow(() -> new Unavailable("no iperf3 on the PATH: run docker/setup"));
  }
}
