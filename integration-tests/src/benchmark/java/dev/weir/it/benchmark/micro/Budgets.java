package dev.weir.it.benchmark.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of the hot paths, and holds each to its budget. */
public final class Budgets {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 2;

  private Budgets() {}

  /**
   * Exits with 1 where a benchmark allocates more than it may.
   *
   * @param arguments the file that the figures go to, as a JSON array of objects with {@code name},
   *     {@code ns/op}, {@code B/op} and {@code budget}; then a pattern of benchmarks, all by
   *     default
   */
  public static void main(String[] arguments)
      throws IOException, RunnerException, ClassNotFoundException, NoSuchMethodException {
    Path file = Path.of(arguments[0]);
    String pattern = arguments.length > 1 ? arguments[1] : "^dev\\.weir\\.";
    ArrayNode figures = new ObjectMapper().createArrayNode();
    boolean kept = true;
    for (RunResult result : run(pattern)) {
      ObjectNode figure = figures.addObject();
      kept &= tell(result, figure);
    }
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(file, figures.toPrettyString());
    System.exit(kept ? 0 : 1);
  }

  private static Collection<RunResult> run(String pattern) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(pattern)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(WARM_UP)
                .measurementIterations(ROUNDS)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .jvmArgs(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx512m",
                    // JMH's own use, of which the JVM would warn; Netty has none on this Java.
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dio.netty.noUnsafe=true",
                    "-Dio.netty.leakDetection.level=disabled")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static boolean tell(RunResult result, ObjectNode figure)
      throws ClassNotFoundException, NoSuchMethodException {
    String full = result.getParams().getBenchmark();
    double nanos = result.getPrimaryResult().getScore();
    double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore();
    double budget = budget(full);
    boolean kept = bytes <= budget;
    String name = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
    figure.put("benchmark", full).put("budget", budget);
    figure.putObject("primaryMetric").put("score", nanos).put("scoreUnit", "ns/op");
    figure.putObject("secondaryMetrics").putObject(ALLOCATED).put("score", bytes);
    System.out.printf(
        "%-28s %10.1f ns/op %10.2f B/op, budget %.1f%s%n",
        name, nanos, bytes, budget, kept ? "" : ": EXCEEDED");
    return kept;
  }

  private static double budget(String benchmark)
      throws ClassNotFoundException, NoSuchMethodException {
    int dot = benchmark.lastIndexOf('.');
    String method = benchmark.substring(dot + 1);
    Budget budget =
        List.of(Class.forName(benchmark.substring(0, dot)).getMethods()).stream()
            .filter(candidate -> candidate.getName().equals(method))
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(benchmark))
            .getAnnotation(Budget.class);
    return Objects.requireNonNull(budget, benchmark).bytes();
  }
}
