package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.Deadlines.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a test on the server does from step to step: the actions of {@link ServerRules}, those with
 * its streams here. Loop only.
 */
final class ServerActions {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A little after the whole second, so that its interval is told of before it ends the test. */
  private static final Duration FIRST_LOOK = LOOK.plusMillis(50);

  private final ServerDesk desk;
  private final ServerSession session;
  private final ControlConnection control;
  private final ServerTest test;
  private final Invitation invitation;
  private final ServerEnding ending;
  private List<DataSocket> sockets = List.of();
  private OptionalLong announced = OptionalLong.empty();
  private boolean endsSoon;

  ServerActions(
      ServerDesk desk, ServerSession session, ControlConnection control, ServerTest test) {
    this.desk = desk;
    this.session = session;
    this.control = control;
    this.test = test;
    invitation = new Invitation(desk, session, control, test);
    ending = new ServerEnding(desk, session, control, test);
  }

  Invitation invitation() {
    return invitation;
  }

  ServerEnding ending() {
    return ending;
  }

  void hurry() {
    test.settingUp().hurry();
  }

  /** Where both ends send, the client may begin before its streams are made: who speaks is seen. */
  void assignRoles() throws TestFailure {
    test.deadlines().cancelAll();
    if (test.settingUp().rolesInDoubt()) {
      session.enter(Phase.ROLES);
      announce();
      test.settingUp().socketsByRole().thenAccept(this::rolesKnown);
    } else {
      sockets = test.settingUp().sockets();
      makeStreams();
    }
  }

  private void rolesKnown(List<DataSocket> ordered) {
    sockets = ordered;
    session.happened(Occurrence.ROLES_KNOWN);
  }

  private void announce() {
    announced = OptionalLong.of(System.nanoTime());
    control.send(State.TEST_START, State.TEST_RUNNING);
  }

  /** A short test may be over before its streams are made. */
  void endSoon() throws TestFailure {
    if (announced.isEmpty()) {
      throw new TestFailure(ErrorCode.UNKNOWN_MESSAGE);
    }
    endsSoon = true;
  }

  void makeStreams() throws TestFailure {
    test.measurement().make(sockets, test.audience().events());
    desk.flows().turns().leave(session);
    session.enter(Phase.STARTING);
    test.run().receive().thenRun(() -> session.happened(Occurrence.LISTENING));
  }

  void run() {
    session.enter(Phase.RUNNING);
    long since = announced.orElseGet(System::nanoTime);
    Watch eye = test.measurement().begin(session.key().cookie(), since);
    if (announced.isEmpty()) {
      announce();
    }
    test.run().send();
    Duration most = desk.limits().latestEnd(test.parameters());
    test.fail(Clock.WHOLE, most, ErrorCode.DURATION_EXPIRED);
    test.deadlines().every(Clock.LOOK, FIRST_LOOK, LOOK, () -> look(eye));
    if (endsSoon) {
      end();
    }
  }

  private void look(Watch eye) {
    try {
      eye.look();
    } catch (TestFailure failure) {
      session.failed(failure);
    }
  }

  void end() {
    session.enter(Phase.ENDING);
    test.deadlines().cancelAll();
    test.step(ErrorCode.INITIALIZATION);
    test.run().drainAndEnd().thenRun(() -> session.happened(Occurrence.MEASURED));
  }

  void askForResults() {
    session.enter(Phase.RESULTS);
    test.measurement().close();
    test.audience().events().finished(test.run().report());
    control.expectDocument(ResultsMessage.LIMIT);
    test.step(ErrorCode.RECEIVE_RESULTS);
    control.send(State.EXCHANGE_RESULTS);
  }

  void exchangeResults() throws TestFailure {
    test.run().remote(ResultsMessage.read(test.document().orElseThrow()).results());
    session.enter(Phase.FAREWELL);
    control.expect(Frames.Expected.STATE);
    control.send(new ResultsMessage(test.run().results(), test.audience().output()).write());
    control.send(State.DISPLAY_RESULTS);
    test.step(ErrorCode.RECEIVE_MESSAGE);
  }
}
