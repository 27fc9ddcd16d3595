package dev.weir.bandwidth.stream;

/**
 * What a receiver of numbered datagrams has counted at one moment.
 *
 * @param packets highest number seen, which is how many the peer has sent at least
 * @param errors numbers missing below it, held to be lost
 * @param outOfOrder datagrams that came after a higher number, duplicates too
 * @param jitterSeconds smoothed variation of the transit time, RFC 1889
 */
public record UdpCounts(long packets, long errors, long outOfOrder, double jitterSeconds) {}
