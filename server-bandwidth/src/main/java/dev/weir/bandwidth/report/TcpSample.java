package dev.weir.bandwidth.report;

/**
 * What the kernel says about a sending TCP connection at one moment.
 *
 * @param retransmits segments sent again since the connection began
 * @param congestionWindow bytes that may be in flight by congestion control
 * @param sendWindow bytes that may be in flight by the receiver's leave
 * @param rtt smoothed round-trip time in microseconds
 * @param rttVariation its mean deviation in microseconds
 * @param pathMtu bytes
 * @param reordering times that reordering was seen since the connection began
 */
public record TcpSample(
    long retransmits,
    long congestionWindow,
    long sendWindow,
    long rtt,
    long rttVariation,
    long pathMtu,
    long reordering) {}
