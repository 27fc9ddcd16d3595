package dev.weir.bandwidth.report.html;

/**
 * A moment worth a line through the plot, such as a fault.
 *
 * @param seconds since the start
 * @param text a few words
 */
public record Mark(double seconds, String text) {}
