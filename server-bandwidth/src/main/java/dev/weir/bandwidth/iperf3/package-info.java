/**
 * iperf3 on the wire: its messages, the server's and the client's side of a test.
 *
 * <p>Here live what crosses the wire (cookie, states, parameters, results), the two state machines
 * that speak it, and the two recipes a program starts from, one for each end. How data is moved
 * belongs to the streams, what is printed to the report, what a command line means to the command:
 * none of that lives here.
 */
package dev.weir.bandwidth.iperf3;
