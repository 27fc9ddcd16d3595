package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What lives in the heap of a JVM.
 *
 * @param bytes of all objects that can be reached, without what the collector fills gaps with
 */
record ClassHistogram(long bytes) {
  private static final String FILLER = "jdk.internal.vm.Filler";

  /** Asks a JVM, which collects all garbage first. */
  static ClassHistogram of(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asking =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return of(said);
  }

  /** Reads what a JVM says. */
  static ClassHistogram of(String said) {
    return new ClassHistogram(said.lines().mapToLong(ClassHistogram::bytesOf).sum());
  }

  /** A line such as {@code 12: 3 144 java.lang.Long (java.base)}. */
  private static long bytesOf(String line) {
    String[] words = line.strip().split("\\s+", -1);
    boolean row = words.length > 3 && words[0].endsWith(":") && !words[3].contains(FILLER);
    return row && words[2].chars().allMatch(Character::isDigit) ? Long.parseLong(words[2]) : 0;
  }
}
