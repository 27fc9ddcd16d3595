package dev.weir.bandwidth.iperf3.cli;

/**
 * Keepalive of the control connection; 0 leaves a value to the system.
 *
 * @param idle seconds without traffic before the first probe
 * @param interval seconds between probes
 * @param count probes before the connection is given up
 */
public record KeepAlive(int idle, int interval, int count) {}
