package dev.weir.bandwidth.iperf3;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one-byte messages of the control connection. */
public enum State {
  /** Server: all streams are there; counters and timers begin. */
  TEST_START(1),
  /** Server: data may flow. */
  TEST_RUNNING(2),
  /** Client: the end it was asked for is reached. */
  TEST_END(4),
  /** Server: the cookie is read, the parameters may come. */
  PARAM_EXCHANGE(9),
  /** Server: the parameters are accepted, the data streams may come. */
  CREATE_STREAMS(10),
  /** Server: it is going away. */
  SERVER_TERMINATE(11),
  /** Client: it is going away. */
  CLIENT_TERMINATE(12),
  /** Server: the client's results may come. */
  EXCHANGE_RESULTS(13),
  /** Server: its own results are sent, the test is over. */
  DISPLAY_RESULTS(14),
  /** Client: it needs nothing more. */
  IPERF_DONE(16),
  /** Server: it has no room for this test, or knows no test of this cookie. */
  ACCESS_DENIED(-1),
  /** Server: the test has failed; two numbers follow. */
  SERVER_ERROR(-2);

  private static final Map<Byte, State> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(State::code, Function.identity()));

  private final byte code;

  State(int code) {
    this.code = (byte) code;
  }

  /**
   * The byte on the wire.
   *
   * @return signed
   */
  public byte code() {
    return code;
  }

  /**
   * The state of a byte that came over the wire.
   *
   * @param code signed
   * @return the state, or nothing where no peer may send this byte
   */
  public static Optional<State> of(byte code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
