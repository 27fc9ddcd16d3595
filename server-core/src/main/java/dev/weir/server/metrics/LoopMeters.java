package dev.weir.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The meters of a group of loops. */
public final class LoopMeters {
  private LoopMeters() {}

  /**
   * Registers them.
   *
   * @param registry any
   * @param name of the group; a group that finds it in use gets a number added
   * @param watch over the group
   * @param lags what the watch tells
   * @return removes them again
   */
  public static Runnable register(
      MeterRegistry registry, String name, LoopWatch watch, LoopLags lags) {
    String unique = unique(registry, name);
    Registration group = new Registration(registry, "loops", unique);
    Consumer<Long> lag = group.sampled(MeterCatalogue.LOOPS);
    List<Registration> single = single(registry, unique, watch.loops());
    lags.add(lag);
    return () -> {
      lags.remove(lag);
      group.close();
      single.forEach(Registration::close);
    };
  }

  private static List<Registration> single(
      MeterRegistry registry, String name, List<LoopWatch.Loop> loops) {
    return IntStream.range(0, loops.size())
        .mapToObj(i ->
            new Registration(registry, "loops", name, "loop", Integer.toString(i))
                .read(MeterCatalogue.LOOP, loops.get(i)))
        .toList();
  }

  private static String unique(MeterRegistry registry, String name) {
    String candidate = name;
    for (int number = 2; used(registry, candidate); number++) {
      candidate = name + "-" + number;
    }
    return candidate;
  }

  private static boolean used(MeterRegistry registry, String name) {
    String lag = MeterCatalogue.LOOPS.getFirst().name();
    return registry.find(lag).tag("loops", name).meter() != null;
  }
}
