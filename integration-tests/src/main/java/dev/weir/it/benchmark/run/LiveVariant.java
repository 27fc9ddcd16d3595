package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** A variant that runs and can be measured again and again. */
interface LiveVariant extends AutoCloseable {

  /** How it was started. */
  String command();

  /** Lets it work for about so long and tells what it did. */
  Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException;

  /** The process whose compilers the warm-up waits for, where it is one that works all the time. */
  default OptionalLong worker() {
    return OptionalLong.empty();
  }

  @Override
  void close();
}
