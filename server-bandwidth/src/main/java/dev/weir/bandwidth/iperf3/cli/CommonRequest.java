package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.KeepAlive;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What either end may be asked for.
 *
 * @param port the server's
 * @param family which addresses may be used
 * @param bind the local address: a client's source, a server's listener
 * @param device the network device of all sockets
 * @param interval seconds between reports, 0 for none but the last
 * @param file what a sender reads and a receiver writes
 * @param affinity the processor to run on
 * @param receiveTimeout milliseconds without data after which a receiver gives up
 * @param sendTimeout milliseconds without acknowledgement after which a sender gives up
 * @param keepAlive of the control connection
 * @param multipath whether data is to go by Multipath TCP
 * @param debug level of additional output, 0 for none
 * @param output how the run is to be told
 */
public record CommonRequest(
    int port,
    Family family,
    Optional<String> bind,
    Optional<String> device,
    double interval,
    Optional<Path> file,
    OptionalInt affinity,
    OptionalInt receiveTimeout,
    OptionalInt sendTimeout,
    Optional<KeepAlive> keepAlive,
    boolean multipath,
    int debug,
    OutputRequest output) {}
