package dev.weir.bandwidth.iperf3.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server to run.
 *
 * @param common what either end may be asked for
 * @param daemon whether it leaves the terminal
 * @param oneOff whether it ends after one test
 * @param bitrateLimit bits per second of a test's streams together, 0 for no limit
 * @param bitrateInterval seconds over which the rate is averaged
 * @param longest seconds a test may last, 0 for no limit
 * @param idle seconds without a client after which the listener is made anew
 * @param access who may test
 */
public record ServerRequest(
    CommonRequest common,
    boolean daemon,
    boolean oneOff,
    long bitrateLimit,
    double bitrateInterval,
    int longest,
    OptionalInt idle,
    Optional<Access> access)
    implements Request {

  /**
   * Who may test.
   *
   * @param key file with the private key, PEM
   * @param users file with a name and a hash a line
   * @param skew seconds that the clocks may differ
   * @param oldPadding whether the padding of clients before 3.17 is used
   */
  public record Access(Path key, Path users, int skew, boolean oldPadding) {}
}
