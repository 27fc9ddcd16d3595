package dev.weir.bandwidth.report;

/**
 * One connected data stream.
 *
 * @param id the number both ends know the stream by (1, 3, 4, 5, ...)
 * @param socket the number it is printed with: its file descriptor
 * @param local this end
 * @param remote the other end
 * @param sender whether this end sends on it
 */
public record StreamDescription(
    int id, int socket, HostPort local, HostPort remote, boolean sender) {}
