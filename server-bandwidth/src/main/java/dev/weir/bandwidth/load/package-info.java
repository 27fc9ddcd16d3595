/**
 * The echo load generator: closed-loop requests over TCP or UDP against any echo server, with rate,
 * latency and loss. Bandwidth does not live here; that is iperf3's.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.bandwidth.load;
