package dev.weir.bandwidth.iperf3;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The client's side of the protocol as a table: in which phase what is answered how. */
final class ClientRules {

  /** What a session does about something. */
  @FunctionalInterface
  interface Action {
    void perform(ClientSession session) throws TestFailure;
  }

  private record Rule(ClientPhase phase, ClientOccurrence occurrence, Action action) {}

  private static final Action NOTHING = session -> {};

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              ClientPhase.GREETED, ClientOccurrence.PARAM_EXCHANGE, ClientSession::sendParameters),
          new Rule(
              ClientPhase.PARAMETERS, ClientOccurrence.CREATE_STREAMS, ClientSession::openStreams),
          new Rule(ClientPhase.STREAMS, ClientOccurrence.TEST_START, ClientSession::accepted),
          new Rule(ClientPhase.STREAMS, ClientOccurrence.OPENED, NOTHING),
          new Rule(ClientPhase.ACCEPTED, ClientOccurrence.OPENED, ClientSession::runIfReady),
          new Rule(ClientPhase.ACCEPTED, ClientOccurrence.TEST_RUNNING, ClientSession::running),
          new Rule(ClientPhase.RUNNING, ClientOccurrence.REACHED, ClientSession::end),
          new Rule(ClientPhase.ENDING, ClientOccurrence.MEASURED, ClientSession::tellEnd),
          new Rule(
              ClientPhase.ENDED, ClientOccurrence.EXCHANGE_RESULTS, ClientSession::sendResults),
          new Rule(ClientPhase.RESULTS, ClientOccurrence.DOCUMENT, ClientSession::takeResults),
          new Rule(
              ClientPhase.RESULTS, ClientOccurrence.NONSENSE, refuse(ErrorCode.RECEIVE_RESULTS)),
          new Rule(ClientPhase.TOLD, ClientOccurrence.DISPLAY_RESULTS, ClientSession::finish));

  /** What is answered in every phase that has no rule of its own. */
  private static final Map<ClientOccurrence, Action> ANYWHERE =
      Map.of(
          ClientOccurrence.ACCESS_DENIED,
          ClientSession::denied,
          ClientOccurrence.SERVER_ERROR,
          ClientSession::askReason,
          ClientOccurrence.REASON,
          ClientSession::serverFailed,
          ClientOccurrence.SERVER_TERMINATE,
          ClientSession::serverTerminated,
          ClientOccurrence.GONE,
          refuse(ErrorCode.CONTROL_CLOSED),
          ClientOccurrence.OPENED,
          NOTHING,
          ClientOccurrence.REACHED,
          ClientSession::endSoon,
          ClientOccurrence.MEASURED,
          NOTHING);

  private static final Map<ClientPhase, Map<ClientOccurrence, Action>> TABLE = table();

  private ClientRules() {}

  private static Action refuse(ErrorCode code) {
    return session -> {
      throw new TestFailure(code);
    };
  }

  private static Map<ClientPhase, Map<ClientOccurrence, Action>> table() {
    Map<ClientPhase, Map<ClientOccurrence, Action>> table = new EnumMap<>(ClientPhase.class);
    for (ClientPhase phase : ClientPhase.values()) {
      Map<ClientOccurrence, Action> answers = new EnumMap<>(ANYWHERE);
      RULES.stream()
          .filter(rule -> rule.phase() == phase)
          .forEach(rule -> answers.put(rule.occurrence(), rule.action()));
      table.put(phase, answers);
    }
    return table;
  }

  /** What no rule foresees is a mistake of the server. */
  static Action action(ClientPhase phase, ClientOccurrence occurrence) {
    return TABLE
        .getOrDefault(phase, Map.of())
        .getOrDefault(occurrence, ClientSession::unknownMessage);
  }
}
