package dev.weir.bandwidth.iperf3;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The server's side of the protocol as a table: in which phase what is answered how. */
final class ServerRules {

  /** What a test does about something. */
  @FunctionalInterface
  interface Action {
    void perform(ServerActions actions) throws TestFailure;
  }

  private record Rule(Phase phase, Occurrence occurrence, Action action) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(Phase.QUEUED, Occurrence.DOCUMENT, inviting(Invitation::keepForLater)),
          new Rule(Phase.QUEUED, Occurrence.ADMITTED, inviting(Invitation::invite)),
          new Rule(Phase.PARAMETERS, Occurrence.DOCUMENT, inviting(Invitation::agree)),
          new Rule(Phase.AUTHORIZING, Occurrence.AUTHORIZED, inviting(Invitation::admit)),
          new Rule(Phase.AUTHORIZING, Occurrence.UNAUTHORIZED, refuse(ErrorCode.AUTHORIZATION)),
          new Rule(Phase.HELD, Occurrence.TURN, inviting(Invitation::openStreams)),
          new Rule(Phase.HELD, Occurrence.NEARER, inviting(Invitation::hold)),
          new Rule(Phase.STREAMS, Occurrence.AWAITED, ServerActions::hurry),
          new Rule(Phase.STREAMS, Occurrence.STREAMS_COMPLETE, ServerActions::assignRoles),
          new Rule(Phase.ROLES, Occurrence.ROLES_KNOWN, ServerActions::makeStreams),
          new Rule(Phase.ROLES, Occurrence.TEST_END, ServerActions::endSoon),
          new Rule(Phase.STARTING, Occurrence.TEST_END, ServerActions::endSoon),
          new Rule(Phase.STARTING, Occurrence.LISTENING, ServerActions::run),
          new Rule(Phase.RUNNING, Occurrence.TEST_END, ServerActions::end),
          new Rule(Phase.ENDING, Occurrence.MEASURED, ServerActions::askForResults),
          new Rule(Phase.RESULTS, Occurrence.DOCUMENT, ServerActions::exchangeResults),
          new Rule(Phase.FAREWELL, Occurrence.DONE, ending(ServerEnding::finish)),
          new Rule(Phase.FAREWELL, Occurrence.GONE, ending(ServerEnding::finish)),
          new Rule(Phase.PARAMETERS, Occurrence.NONSENSE, refuse(ErrorCode.RECEIVE_PARAMETERS)),
          new Rule(Phase.RESULTS, Occurrence.NONSENSE, refuse(ErrorCode.RECEIVE_RESULTS)));

  /** What is answered in every phase that has no rule of its own. */
  private static final Map<Occurrence, Action> ANYWHERE =
      Map.of(
          Occurrence.CLIENT_TERMINATE,
          ending(ServerEnding::clientTerminated),
          Occurrence.DONE,
          ending(ServerEnding::clientDone),
          Occurrence.GONE,
          ending(ServerEnding::clientGone),
          Occurrence.MEASURED,
          actions -> {},
          Occurrence.TURN,
          actions -> {},
          Occurrence.AWAITED,
          actions -> {},
          Occurrence.NEARER,
          actions -> {},
          Occurrence.ADMITTED,
          actions -> {});

  private static final Map<Phase, Map<Occurrence, Action>> TABLE = table();

  private static final Action UNFORESEEN = refuse(ErrorCode.UNKNOWN_MESSAGE);

  private ServerRules() {}

  private static Action refuse(ErrorCode code) {
    return actions -> {
      throw new TestFailure(code);
    };
  }

  /** What it does before there are streams. */
  @FunctionalInterface
  private interface Step {
    void perform(Invitation invitation) throws TestFailure;
  }

  private static Action inviting(Step step) {
    return actions -> step.perform(actions.invitation());
  }

  private static Action ending(Consumer<ServerEnding> end) {
    return actions -> end.accept(actions.ending());
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
