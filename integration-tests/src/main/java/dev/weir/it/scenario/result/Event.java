package dev.weir.it.scenario.result;

/**
 * Something that the harness did at a moment.
 *
 * @param seconds since the first data
 * @param text a few words
 */
public record Event(double seconds, String text) {}
