package dev.weir.it.launcher;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start of {@code ./weir serve echo} loads until its first echo, from the launcher's cache.
 * Each class that the JVM must make or read instead costs a tenth to half a millisecond, which no
 * measured time shows reliably; counts do.
 */
final class StartIT {

  private static final Path LAUNCHER = Path.of("../weir").toAbsolutePath().normalize();

  /** Some 125, three quarters of them by Netty for malloc and by the JDK for system calls. */
  private static final int MOST_MADE = 145;

  /** Some 5,700: what the training has seen, of which the cache's own are loaded in bulk. */
  private static final int MOST_CLASSES = 6300;

  private static final Pattern LOADED = Pattern.compile("\\[class,load *\\] (\\S+) source: (.*)");
  private static final Pattern ENDPOINT = Pattern.compile("echo +tcp://127\\.0\\.0\\.1:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OF_THE_CACHE = "shared objects file";
  private static final Pattern NUMBERS = Pattern.compile("(/0x[0-9a-f]+|\\d+)");

  @TempDir private Path directory;

  private record Loaded(String name, String source) {
    boolean made() {
      return !source.startsWith(OF_THE_CACHE);
    }

    /** Without the numbers that differ from start to start. */
    String kind() {
      return NUMBERS.matcher(name).replaceAll("");
    }
  }

  @Test
  void comesFromTheCache() throws Exception {
    trainWhereNobodyHas();
    List<Loaded> all = loadedUntilTheFirstEcho();
    List<Loaded> made = all.stream().filter(Loaded::made).toList();

    assumeThat(made.size())
        .as("without a cache, as where the training failed, nothing comes from it")
        .isLessThan(all.size() / 2);
    assertThat(made)
        .as(
            "classes that are not from the cache; see docs/benchmark.md for what makes them: %s",
            counted(made))
        .hasSizeLessThanOrEqualTo(MOST_MADE);
    assertThat(made)
        .as("the command's own code needs none")
        .extracting(Loaded::name)
        .noneMatch(name -> name.startsWith("dev.weir.") || name.startsWith("picocli."));
    assertThat(all)
        .as("classes in all: what do starts use now that they did not use before?")
        .hasSizeLessThanOrEqualTo(MOST_CLASSES);
  }

  private void trainWhereNobodyHas() throws Exception {
    Process process =
        new ProcessBuilder(LAUNCHER.toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("version.txt").toFile())
            .start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static String counted(List<Loaded> classes) {
    return new TreeMap<>(classes.stream().collect(groupingBy(Loaded::kind, Collectors.counting())))
        .toString();
  }

  private List<Loaded> loadedUntilTheFirstEcho() throws Exception {
    Path log = directory.resolve("classes.log");
    Path printed = directory.resolve("printed.txt");
    ProcessBuilder builder =
        new ProcessBuilder(LAUNCHER.toString(), "serve", "echo", "--listen", "tcp://127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + log);
    Process process = builder.start();
    try {
      await("the start report")
          .atMost(PATIENCE)
          .until(() -> Files.readString(printed).contains("ready;") || !process.isAlive());
      Matcher report = ENDPOINT.matcher(Files.readString(printed));
      assertThat(report.find()).as(Files.readString(printed)).isTrue();
      echo(Integer.parseInt(report.group(1)));
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    return Files.readAllLines(log).stream()
        .map(LOADED::matcher)
        .filter(Matcher::find)
        .map(found -> new Loaded(found.group(1), found.group(2)))
        .toList();
  }

  private static void echo(int port) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write('w');
      assertThat(socket.getInputStream().read()).isEqualTo('w');
    }
  }
}
