package dev.weir.bandwidth.report;

import java.util.Optional;

/**
 * What the client asked for, as far as reports show it. Zero means "not set" wherever a limit, a
 * rate or a size may be left to the other end or the kernel.
 *
 * @param protocol what carries the data
 * @param direction who sends
 * @param parallel streams in each direction, 1 to 128
 * @param blockSize bytes of a write, or of a datagram
 * @param omit seconds at the start that do not count
 * @param duration seconds to run, 0 for no limit by time
 * @param bytes bytes to move, 0 for no such limit
 * @param blocks blocks to move, 0 for no such limit
 * @param tos type of service of the data, 0 to 255
 * @param bitrate bits per second and stream to send at most, 0 for no limit
 * @param fqRate bits per second and stream that the kernel is to pace at, 0 for none
 * @param mss segment size asked for, 0 for the kernel's
 * @param socketBuffer bytes of socket buffer asked for, 0 for the kernel's
 * @param gso whether a sender of datagrams hands the kernel many at once
 * @param gro whether a receiver of datagrams takes many at once from the kernel
 * @param title text before every line of the client's output
 * @param extraData text carried into the JSON of both ends
 */
public record TestSettings(
    Protocol protocol,
    Direction direction,
    int parallel,
    int blockSize,
    int omit,
    int duration,
    long bytes,
    long blocks,
    int tos,
    long bitrate,
    long fqRate,
    int mss,
    int socketBuffer,
    boolean gso,
    boolean gro,
    Optional<String> title,
    Optional<String> extraData) {

  /** Whether both ends send. */
  public boolean bidirectional() {
    return direction == Direction.BIDIRECTIONAL;
  }

  /** Whether only the server sends. */
  public boolean reverse() {
    return direction == Direction.REVERSE;
  }
}
