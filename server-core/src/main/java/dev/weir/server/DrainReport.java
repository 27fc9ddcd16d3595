package dev.weir.server;

/**
 * What became of a server's connections when it was drained.
 *
 * @param finished connections that ended by themselves before the deadline
 * @param forced connections that were still open at the deadline and were closed
 * @param bytesPending bytes of forced connections that no handler has read, or that the peer did
 *     not take
 */
public record DrainReport(long finished, long forced, long bytesPending) {}
