package dev.weir.it.scenario.result;

/**
 * What the firewall counted at one place.
 *
 * @param place such as {@code server in}
 * @param packets of the test's protocol
 * @param bytes with IP's and the transport's headers
 */
public record PacketCount(String place, long packets, long bytes) {}
