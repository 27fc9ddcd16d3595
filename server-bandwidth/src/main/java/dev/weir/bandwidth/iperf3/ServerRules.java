package dev.weir.bandwidth.iperf3;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The server's side of the protocol as a table: in which phase what is answered how. */
final class ServerRules {

  /** What a session does about something. */
  @FunctionalInterface
  interface Action {
    void perform(ServerSession session) throws TestFailure;
  }

  private record Rule(Phase phase, Occurrence occurrence, Action action) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(Phase.QUEUED, Occurrence.DOCUMENT, ServerSession::keepForLater),
          new Rule(Phase.QUEUED, Occurrence.ADMITTED, ServerSession::invite),
          new Rule(Phase.PARAMETERS, Occurrence.DOCUMENT, ServerSession::agree),
          new Rule(Phase.AUTHORIZING, Occurrence.AUTHORIZED, ServerSession::admit),
          new Rule(Phase.AUTHORIZING, Occurrence.UNAUTHORIZED, refuse(ErrorCode.AUTHORIZATION)),
          new Rule(Phase.HELD, Occurrence.TURN, ServerSession::openStreams),
          new Rule(Phase.HELD, Occurrence.NEARER, ServerSession::hold),
          new Rule(Phase.STREAMS, Occurrence.AWAITED, ServerSession::hurry),
          new Rule(Phase.STREAMS, Occurrence.STREAMS_COMPLETE, ServerSession::assignRoles),
          new Rule(Phase.ROLES, Occurrence.ROLES_KNOWN, ServerSession::makeStreams),
          new Rule(Phase.ROLES, Occurrence.TEST_END, ServerSession::endSoon),
          new Rule(Phase.STARTING, Occurrence.TEST_END, ServerSession::endSoon),
          new Rule(Phase.STARTING, Occurrence.LISTENING, ServerSession::run),
          new Rule(Phase.RUNNING, Occurrence.TEST_END, ServerSession::end),
          new Rule(Phase.ENDING, Occurrence.MEASURED, ServerSession::askForResults),
          new Rule(Phase.RESULTS, Occurrence.DOCUMENT, ServerSession::exchangeResults),
          new Rule(Phase.FAREWELL, Occurrence.DONE, ServerSession::finish),
          new Rule(Phase.FAREWELL, Occurrence.GONE, ServerSession::finish),
          new Rule(Phase.PARAMETERS, Occurrence.NONSENSE, refuse(ErrorCode.RECEIVE_PARAMETERS)),
          new Rule(Phase.RESULTS, Occurrence.NONSENSE, refuse(ErrorCode.RECEIVE_RESULTS)));

  /** What is answered in every phase that has no rule of its own. */
  private static final Map<Occurrence, Action> ANYWHERE =
      Map.of(
          Occurrence.CLIENT_TERMINATE,
          ServerSession::clientTerminated,
          Occurrence.DONE,
          ServerSession::clientDone,
          Occurrence.GONE,
          ServerSession::clientGone,
          Occurrence.MEASURED,
          session -> {},
          Occurrence.TURN,
          session -> {},
          Occurrence.AWAITED,
          session -> {},
          Occurrence.NEARER,
          session -> {},
          Occurrence.ADMITTED,
          session -> {});

  private static final Map<Phase, Map<Occurrence, Action>> TABLE = table();

  private static final Action UNFORESEEN = refuse(ErrorCode.UNKNOWN_MESSAGE);

  private ServerRules() {}

  private static Action refuse(ErrorCode code) {
    return session -> {
      throw new TestFailure(code);
    };
  }

  private static Map<Phase, Map<Occurrence, Action>> table() {
    Map<Phase, Map<Occurrence, Action>> table = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      Map<Occurrence, Action> answers = new EnumMap<>(ANYWHERE);
      RULES.stream()
          .filter(rule -> rule.phase() == phase)
          .forEach(rule -> answers.put(rule.occurrence(), rule.action()));
      table.put(phase, answers);
    }
    return table;
  }

  /** Never null: what no rule foresees is a mistake of the client. */
  static Action action(Phase phase, Occurrence occurrence) {
    return TABLE.getOrDefault(phase, Map.of()).getOrDefault(occurrence, UNFORESEEN);
  }
}
