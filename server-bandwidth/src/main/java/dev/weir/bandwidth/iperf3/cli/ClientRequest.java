package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.TestParameters;
import dev.weir.bandwidth.iperf3.access.Credentials;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A test to run.
 *
 * @param common what either end may be asked for
 * @param host the server as typed, a device behind a percent sign taken off
 * @param parameters what the server will be asked for
 * @param blockSizeGiven whether the block size was chosen; a UDP test otherwise takes the control
 *     connection's segment size
 * @param clientPort the local port of the first data stream; the others follow
 * @param connectTimeout milliseconds to wait for the control connection
 * @param credentials who the client says it is
 * @param extras what the original does not know
 */
public record ClientRequest(
    CommonRequest common,
    String host,
    TestParameters parameters,
    boolean blockSizeGiven,
    OptionalInt clientPort,
    OptionalInt connectTimeout,
    Optional<Credentials> credentials,
    Extras extras)
    implements Request {

  /** The same test with other parameters and extras. */
  ClientRequest with(TestParameters asked, Extras other) {
    return new ClientRequest(
        common, host, asked, blockSizeGiven, clientPort, connectTimeout, credentials, other);
  }
}
