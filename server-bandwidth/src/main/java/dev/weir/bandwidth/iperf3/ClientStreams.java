package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Direction;
import dev.weir.bandwidth.report.StreamDescription;
import java.util.List;

/** What each of a client's data streams is for, by the order in which they are opened. */
final class ClientStreams {

  private final ClientSettings settings;
  private final TestParameters parameters;

  ClientStreams(ClientSettings settings, TestParameters parameters) {
    this.settings = settings;
    this.parameters = parameters;
  }

  /** How reports show the last one of these. */
  StreamDescription last(List<DataSocket> sockets) {
    int index = sockets.size() - 1;
    return StreamFactory.describe(index, sockets.get(index), sends(index));
  }

  /**
   * Makes streams of the sockets.
   *
   * @param quotas what the streams may move
   * @throws TestFailure where a file cannot be opened
   */
  void fill(TestRun test, List<DataSocket> sockets, Quotas quotas) throws TestFailure {
    StreamFactory streams = new StreamFactory(parameters, quotas, settings.file());
    settings.file().ifPresent(test::file);
    for (int index = 0; index < sockets.size(); index++) {
      DataSocket socket = sockets.get(index);
      test.add(
          probes(index)
              ? streams.probe(socket, settings.probe().orElseThrow())
              : streams.make(socket, sends(index)));
    }
  }

  private boolean sends(int index) {
    return parameters.direction() == Direction.FORWARD
        || (parameters.direction() == Direction.BIDIRECTIONAL
            && index < parameters.small(Parameter.PARALLEL));
  }

  private boolean probes(int index) {
    return settings.probe().isPresent()
        && sends(index)
        && (parameters.direction() == Direction.BIDIRECTIONAL
            || index == parameters.small(Parameter.PARALLEL) - 1);
  }
}
