package dev.weir.bandwidth.report;

/**
 * The time of one interval.
 *
 * @param first whether none came before it
 * @param start seconds since counting began
 * @param end likewise
 * @param seconds its length
 * @param omitted whether it does not count
 */
record Lap(boolean first, double start, double end, double seconds, boolean omitted) {}
