package dev.weir.bandwidth.iperf3.cli;

import java.util.function.Consumer;

/**
 * Repeated tests as one JSON document: {@code {"runs":[...],"repeat":{...}}}, each run a document
 * as it is alone. It is printed as it grows, since there may be many.
 */
final class RunsDocument {

  private final Consumer<String> out;
  private boolean begun;

  RunsDocument(Consumer<String> out) {
    this.out = out;
  }

  /** Takes the document of one more run. */
  void run(String document) {
    out.accept((begun ? ", " : "{\n\t\"runs\":\t[") + document.strip());
    begun = true;
  }

  /** Takes what the runs come to, a JSON object. */
  void end(String spread) {
    out.accept((begun ? "]" : "{\n\t\"runs\":\t[]") + ",\n\t\"repeat\":\t" + spread + "\n}\n");
  }
}
