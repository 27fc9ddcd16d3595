package dev.weir.it.scenario.result;

/**
 * A piece of a test, as the tool saw it.
 *
 * @param start seconds since the test began
 * @param end seconds since the test began
 * @param bits per second, all streams and directions
 * @param retransmits in it; -1 where the tool does not tell
 * @param loss per cent of its datagrams; -1 where the tool does not tell
 * @param omitted whether it does not count
 */
public record Interval(
    double start, double end, double bits, double retransmits, double loss, boolean omitted) {}
