package dev.weir.bandwidth.report.html;

/**
 * A cell of words.
 *
 * @param text as it is shown
 */
public record Words(String text) implements Cell {}
