package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.access.Access;
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
    implements Request {}
