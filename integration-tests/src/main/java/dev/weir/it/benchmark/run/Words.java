package dev.weir.it.benchmark.run;

import java.util.ArrayList;
import java.util.List;

/** Command lines in parts. */
final class Words {

  private Words() {}

  @SafeVarargs
  static List<String> join(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
