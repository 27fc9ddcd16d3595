package dev.weir.bandwidth.iperf3;

import java.util.EnumMap;
import java.util.Map;

/** What can happen to a test on the client. */
enum ClientOccurrence {
  /** The server wants the parameters. */
  PARAM_EXCHANGE,
  /** The server wants the data streams. */
  CREATE_STREAMS,
  /** The server has all data streams. */
  TEST_START,
  /** The server moves data. */
  TEST_RUNNING,
  /** This end has opened all data streams. */
  OPENED,
  /** The end that was asked for is reached. */
  REACHED,
  /** The last sample has been taken. */
  MEASURED,
  /** The server wants the results. */
  EXCHANGE_RESULTS,
  /** The server has told its results. */
  DOCUMENT,
  /** The server needs nothing more. */
  DISPLAY_RESULTS,
  /** The server is going away. */
  SERVER_TERMINATE,
  /** The server has no room. */
  ACCESS_DENIED,
  /** The server has failed, and will say why. */
  SERVER_ERROR,
  /** The server says why it has failed. */
  REASON,
  /** The control connection has gone. */
  GONE,
  /** Bytes that no server may send here. */
  NONSENSE;

  private static final Map<State, ClientOccurrence> STATES = states();

  private static Map<State, ClientOccurrence> states() {
    Map<State, ClientOccurrence> states = new EnumMap<>(State.class);
    states.put(State.PARAM_EXCHANGE, PARAM_EXCHANGE);
    states.put(State.CREATE_STREAMS, CREATE_STREAMS);
    states.put(State.TEST_START, TEST_START);
    states.put(State.TEST_RUNNING, TEST_RUNNING);
    states.put(State.EXCHANGE_RESULTS, EXCHANGE_RESULTS);
    states.put(State.DISPLAY_RESULTS, DISPLAY_RESULTS);
    states.put(State.SERVER_TERMINATE, SERVER_TERMINATE);
    states.put(State.ACCESS_DENIED, ACCESS_DENIED);
    states.put(State.SERVER_ERROR, SERVER_ERROR);
    return states;
  }

  /** What a message of the server is. */
  static ClientOccurrence of(Frame frame) {
    return switch (frame) {
      case Frame.Document document -> DOCUMENT;
      case Frame.Refusal refusal -> REASON;
      case Frame.Signal signal ->
          State.of(signal.code())
              .map(state -> STATES.getOrDefault(state, NONSENSE))
              .orElse(NONSENSE);
      case Frame.Named named -> NONSENSE;
      case Frame.Oversized oversized -> NONSENSE;
    };
  }
}
