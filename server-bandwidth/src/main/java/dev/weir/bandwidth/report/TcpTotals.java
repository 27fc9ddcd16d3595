package dev.weir.bandwidth.report;

/**
 * What the kernel said about a sending TCP connection over the whole test; all 0 for a connection
 * that only the other end could ask about, but for the retransmits, which it tells.
 *
 * @param retransmits segments sent again, omitted seconds left out
 * @param reordering times that reordering was seen
 * @param maxCongestionWindow bytes
 * @param maxSendWindow bytes
 * @param maxRtt microseconds
 * @param minRtt microseconds
 * @param meanRtt microseconds, the mean of all samples
 */
public record TcpTotals(
    long retransmits,
    long reordering,
    long maxCongestionWindow,
    long maxSendWindow,
    long maxRtt,
    long minRtt,
    long meanRtt) {}
