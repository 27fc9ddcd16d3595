package dev.weir.server;

/**
 * What became of a server's connections when it was drained, or of the sessions of a UDP server.
 *
 * @param finished connections or sessions that ended by themselves before the deadline
 * @param forced connections or sessions that were still open at the deadline and were closed
 * @param bytesPending bytes of those forced that no handler had read, or that the peer did not take
 */
public record DrainReport(long finished, long forced, long bytesPending) {}
