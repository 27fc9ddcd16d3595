package dev.weir.it.scenario.result;

/**
 * TCP_INFO of the sending streams at a moment.
 *
 * @param seconds since the first data
 * @param rtt mean smoothed round-trip time in seconds
 * @param window sum of the congestion windows in bytes
 * @param retransmits segments sent again since the streams began
 * @param streams how many there are
 */
public record TcpSample(
    double seconds, double rtt, double window, double retransmits, int streams) {}
