package dev.weir.bandwidth.report.html;

/**
 * A paragraph: what was skipped and why, or how to read what stands above.
 *
 * @param text the paragraph
 */
public record Note(String text) implements Block {}
