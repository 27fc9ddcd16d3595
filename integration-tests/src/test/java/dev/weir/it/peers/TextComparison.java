package dev.weir.it.peers;

import java.util.List;

/**
 * Text reports.
 *
 * @param release of the original
 */
record TextComparison(int release) implements Comparison {

  private static final int NARROW_RETRANSMITS = 18;

  @Override
  public List<String> shape(String text) {
    return originalShape(text);
  }

  /** Of a server's output it is not known here which program printed it. */
  @Override
  public List<String> originalShape(String text) {
    return release < NARROW_RETRANSMITS
        ? TextShape.of(text).stream().map(TextComparison::narrow).toList()
        : TextShape.of(text);
  }

  /** Older releases print one blank more behind the retransmits of a stream. */
  private static String narrow(String line) {
    return line.contains("[ N]")
        ? line.replace("#             sender", "#            sender")
        : line;
  }
}
