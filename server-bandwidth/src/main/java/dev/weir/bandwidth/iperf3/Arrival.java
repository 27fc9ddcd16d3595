package dev.weir.bandwidth.iperf3;

/**
 * A data stream that a client has opened.
 *
 * @param socket with the options of the test
 * @param order in which the server accepted it, which tells its role
 */
record Arrival(DataSocket socket, long order) {}
