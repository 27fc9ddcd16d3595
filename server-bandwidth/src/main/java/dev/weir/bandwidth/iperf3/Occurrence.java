package dev.weir.bandwidth.iperf3;

import java.util.Map;

/** What can happen to a test on the server. */
enum Occurrence {
  /** There is room for the test. */
  ADMITTED,
  /** The client may test. */
  AUTHORIZED,
  /** The client may not test. */
  UNAUTHORIZED,
  /** No other test of the same address is opening flows of datagrams. */
  TURN,
  /** The line of tests that wait for their turn has moved. */
  NEARER,
  /** Another test of the same address waits for this one's flows. */
  AWAITED,
  /** A document has come. */
  DOCUMENT,
  /** All data streams have come. */
  STREAMS_COMPLETE,
  /** It is known which streams the client sends on. */
  ROLES_KNOWN,
  /** The streams that receive do so. */
  LISTENING,
  /** The client has reached the end it was asked for. */
  TEST_END,
  /** The last sample has been taken. */
  MEASURED,
  /** The client was interrupted. */
  CLIENT_TERMINATE,
  /** The client needs nothing more. */
  DONE,
  /** The control connection has gone. */
  GONE,
  /** Bytes that no client may send here. */
  NONSENSE;

  private static final Map<State, Occurrence> STATES =
      Map.of(
          State.TEST_END, TEST_END,
          State.CLIENT_TERMINATE, CLIENT_TERMINATE,
          State.IPERF_DONE, DONE);

  /** What a message of the client is. */
  static Occurrence of(Frame frame) {
    return switch (frame) {
      case Frame.Document document -> DOCUMENT;
      case Frame.Signal signal ->
          State.of(signal.code())
              .map(state -> STATES.getOrDefault(state, NONSENSE))
              .orElse(NONSENSE);
      case Frame.Named named -> NONSENSE;
      case Frame.Refusal refusal -> NONSENSE;
      case Frame.Oversized oversized -> NONSENSE;
    };
  }
}
