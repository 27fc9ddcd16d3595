package dev.weir.it.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that takes iperf3's command line: the original, or Weir. */
interface Iperf3Program {

  /**
   * What it printed and how it ended.
   *
   * @param out standard output
   * @param err standard error
   * @param exit the exit code
   */
  record Ended(String out, String err, int exit) {}

  /** Starts it; done when it has ended. */
  CompletableFuture<Ended> start(List<String> words, Path folder) throws IOException;
}
