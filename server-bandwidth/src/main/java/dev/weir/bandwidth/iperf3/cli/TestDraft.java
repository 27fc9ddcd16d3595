package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.Parameter;
import dev.weir.bandwidth.iperf3.TestFailure;
import dev.weir.bandwidth.iperf3.TestParameters;
import dev.weir.bandwidth.report.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the server will be asked for, as far as the options read so far say. */
final class TestDraft {

  private static final long UDP_RATE = 1024 * 1024;

  private Protocol protocol = Protocol.TCP;
  private TestParameters parameters = TestParameters.of(Protocol.TCP);
  private boolean timeGiven;
  private long length;

  void protocol(Protocol chosen) {
    protocol = chosen;
  }

  boolean udp() {
    return protocol == Protocol.UDP;
  }

  boolean multipath() {
    return parameters.flag(Parameter.MPTCP);
  }

  void number(Parameter parameter, long value) throws ParameterError {
    try {
      parameters = parameters.with(parameter, value);
    } catch (TestFailure refused) {
      throw new ParameterError(refused.reason());
    }
  }

  void text(Parameter parameter, String value) {
    parameters = parameters.with(parameter, value);
  }

  void seconds(int seconds) throws ParameterError {
    number(Parameter.TIME, seconds);
    timeGiven = true;
  }

  /** Its range depends on the protocol, which may yet be chosen. */
  void length(long bytes) {
    length = bytes;
  }

  boolean lengthGiven() {
    return length != 0;
  }

  void direction(Parameter way) throws ParameterError {
    Parameter other = way == Parameter.REVERSE ? Parameter.BIDIRECTIONAL : Parameter.REVERSE;
    if (parameters.flag(other)) {
      throw new ParameterError(ErrorCode.REVERSE_AND_BIDIRECTIONAL);
    }
    number(way, 1);
  }

  boolean receives() {
    return parameters.flag(Parameter.REVERSE) || parameters.flag(Parameter.BIDIRECTIONAL);
  }

  void offload() throws ParameterError {
    number(Parameter.GSO, 1);
    number(Parameter.GRO, 1);
  }

  Optional<String> title() {
    return parameters.text(Parameter.TITLE);
  }

  /** Nothing may be added after this. */
  TestParameters finish(Optional<Path> file) throws ParameterError {
    if (udp() && file.isPresent()) {
      throw new ParameterError(ErrorCode.FILE_OVER_UDP);
    }
    blockSize();
    if (udp() && !parameters.isSet(Parameter.BANDWIDTH)) {
      number(Parameter.BANDWIDTH, UDP_RATE);
    }
    end(file);
    try {
      return parameters.carriedBy(protocol).checked();
    } catch (TestFailure refused) {
      throw new ParameterError(refused.reason());
    }
  }

  private void blockSize() throws ParameterError {
    if (length > Parameter.LEN.most()) {
      throw new ParameterError(ErrorCode.BLOCK_SIZE);
    }
    if (lengthGiven() || !udp()) {
      number(Parameter.LEN, lengthGiven() ? length : TestParameters.TCP_BLOCK);
    }
  }

  /** One condition at most; a file that is sent without any ends with its size. */
  private void end(Optional<Path> file) throws ParameterError {
    boolean bytes = parameters.number(Parameter.NUM) != 0;
    boolean blocks = parameters.number(Parameter.BLOCKCOUNT) != 0;
    if ((timeGiven && (bytes || blocks)) || (bytes && blocks)) {
      throw new ParameterError(ErrorCode.END_CONDITIONS);
    }
    if (!timeGiven && !bytes && !blocks && file.isPresent()) {
      number(Parameter.NUM, size(file.orElseThrow()));
    }
    if (!timeGiven && (parameters.number(Parameter.NUM) != 0 || blocks)) {
      number(Parameter.TIME, 0);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // Whether the file is needed at all turns out when the test opens it.
      return 0;
    }
  }
}
