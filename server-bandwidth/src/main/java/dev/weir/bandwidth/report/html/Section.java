package dev.weir.bandwidth.report.html;

import java.util.List;

/**
 * A part of the page under one heading.
 *
 * @param title the heading
 * @param text what was done, in a sentence; may be empty
 * @param blocks plots, tables, verdicts and notes, in reading order
 */
public record Section(String title, String text, List<Block> blocks) {

  /** Copies the list. */
  public Section {
    blocks = List.copyOf(blocks);
  }

  /**
   * An empty section.
   *
   * @param title the heading
   * @return the section
   */
  public static Section titled(String title) {
    return new Section(title, "", List.of());
  }

  /**
   * Says what was done.
   *
   * @param sentence under the heading
   * @return a new section
   */
  public Section text(String sentence) {
    return new Section(title, sentence, blocks);
  }

  /**
   * Adds a block at the end.
   *
   * @param block a plot, table, verdict or note
   * @return a new section
   */
  public Section add(Block block) {
    return new Section(title, text, Longer.by(blocks, block));
  }
}
