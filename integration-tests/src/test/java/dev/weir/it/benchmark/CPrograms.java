package dev.weir.it.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** The benchmark's programs in C, compiled as the benchmark's profile does it. */
final class CPrograms {

  private static final Path SCRIPT = Path.of("src", "benchmark", "c", "build");
  private static final Path PROGRAMS = Path.of("target", "benchmark", "bin");

  private CPrograms() {}

  /** Compiles what is not there, and gives what the compiler said. */
  static String compileTo(Path directory) throws IOException, InterruptedException {
    return Run.of("sh", SCRIPT.toString(), directory.toString()).end().succeeded().all();
  }

  static Run run(String program, String... arguments) throws IOException, InterruptedException {
    compileTo(PROGRAMS);
    return Run.of(PROGRAMS.resolve(program).toAbsolutePath().toString(), arguments);
  }
}
