package dev.weir.bandwidth.iperf3;

import java.net.InetAddress;

/**
 * What tells tests apart: old clients of one host with a long name share their cookie.
 *
 * @param cookie of the test
 * @param address of its client
 */
record SessionKey(Cookie cookie, InetAddress address) {}
