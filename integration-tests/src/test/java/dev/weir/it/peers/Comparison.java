package dev.weir.it.peers;

import java.util.List;

/** How two outputs are made comparable. */
interface Comparison {

  /** What Weir printed. */
  List<String> shape(String text);

  /** What the original printed, its release's known differences evened out. */
  List<String> originalShape(String text);
}
