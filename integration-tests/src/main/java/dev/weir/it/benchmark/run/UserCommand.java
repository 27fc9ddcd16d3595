package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line of the JVM that a user gets by typing {@code ./weir}, asked of a process that
 * was started so: whatever the launcher chooses is measured, and nothing else.
 *
 * @param words up to the sub-command
 */
record UserCommand(List<String> words) {

  private static final String SUBCOMMAND = "serve";
  private static final long PATIENCE_MINUTES = 10;

  UserCommand {
    words = List.copyOf(words);
  }

  /** Has the launcher build and train what is older than the tree, and asks it. */
  static UserCommand of(Places places) throws IOException, InterruptedException {
    run(places, List.of(places.weir().toString(), "--version"));
    Port port = Port.free();
    List<String> typed =
        List.of(
            places.weir().toString(),
            SUBCOMMAND,
            "echo",
            "--listen",
            "tcp://127.0.0.1:" + port.number());
    try (ServerProcess server = ServerProcess.start(typed, port)) {
      Path line = Path.of("/proc", Long.toString(server.pid()), "cmdline");
      return of(Files.readString(line, StandardCharsets.UTF_8));
    }
  }

  /** Reads a command line as the kernel tells it. */
  static UserCommand of(String line) throws IOException {
    List<String> words = List.of(line.split("\0", -1));
    int end = words.indexOf(SUBCOMMAND);
    if (end < 1 || !words.getFirst().endsWith("java")) {
      throw new IOException("./weir: runs %s (expected: java ... %s)".formatted(words, SUBCOMMAND));
    }
    return new UserCommand(words.subList(0, end));
  }

  private static void run(Places places, List<String> words)
      throws IOException, InterruptedException {
    Path printed = Files.createTempFile("weir-benchmark", ".log");
    Process process =
        new ProcessBuilder(words)
            .directory(places.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String text = Files.readString(printed).strip();
    Files.delete(printed);
    if (!ended || process.exitValue() != 0) {
      throw new IOException(words.getFirst() + ": failed, or took too long: " + text);
    }
  }

  /** A command of weir. */
  List<String> weir(String... rest) {
    return Words.join(words, List.of(rest));
  }

  /**
   * Another program on these jars, with the same Java and flags but the cache and the native
   * library, which are the command's alone.
   */
  List<String> other(Path jars, String main) {
    List<String> line = new ArrayList<>(List.of(words.getFirst()));
    words.stream().skip(1).filter(UserCommand::isFlag).forEach(line::add);
    line.addAll(List.of("-cp", jars + "/*", main));
    return line;
  }

  private static boolean isFlag(String word) {
    return word.startsWith("-")
        && !word.startsWith("-XX:AOTCache=")
        && !word.startsWith("-Djava.library.path=")
        && !word.startsWith("-Dweir.")
        && !List.of("-jar", "-cp", "-classpath", "--class-path").contains(word);
  }
}
