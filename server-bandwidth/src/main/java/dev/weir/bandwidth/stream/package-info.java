/**
 * The data streams of a bandwidth test: senders and receivers of TCP bytes and numbered UDP
 * datagrams, what they count, and the rate and amount they are held to.
 *
 * <p>A stream works on a channel that somebody else opened and closes. What a test is, who takes
 * part in it and how its messages look does not belong here.
 */
package dev.weir.bandwidth.stream;
