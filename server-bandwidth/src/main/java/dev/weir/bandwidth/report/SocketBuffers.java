package dev.weir.bandwidth.report;

/**
 * Buffers of the data sockets in bytes, as read back from the first of them.
 *
 * @param send what the kernel gave for sending, as it reports it
 * @param receive what the kernel gave for receiving, as it reports it
 */
public record SocketBuffers(long send, long receive) {}
