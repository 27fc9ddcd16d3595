package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.util.Map;

/** A variant that runs and can be measured again and again. */
interface LiveVariant extends AutoCloseable {

  /** How it was started. */
  String command();

  /** Lets it work for about so long and tells what it did. */
  Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException;

  @Override
  void close();
}
