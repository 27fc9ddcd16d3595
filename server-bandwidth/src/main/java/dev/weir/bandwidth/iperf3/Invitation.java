package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Verdict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a client and the server come to agree on a test: the actions of {@link ServerRules} from its
 * cookie until its streams may be opened. Loop only.
 */
final class Invitation {

  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);
  private static final QuietLog QUIET = new QuietLog(LOG);

  private final ServerDesk desk;
  private final ServerSession session;
  private final ControlConnection control;
  private final ServerTest test;

  Invitation(ServerDesk desk, ServerSession session, ControlConnection control, ServerTest test) {
    this.desk = desk;
    this.session = session;
    this.control = control;
    this.test = test;
  }

  void keepForLater() {
    LOG.debug("{} did not wait to be asked for its parameters", control.peer());
    control.expect(Frames.Expected.STATE);
  }

  void invite() throws TestFailure {
    session.enter(Phase.PARAMETERS);
    ControlKeepAlive.set(control.channel(), desk.sockets().keepAlive());
    control.send(State.PARAM_EXCHANGE);
    test.step(ErrorCode.RECEIVE_PARAMETERS);
    if (test.document().isPresent()) {
      agree();
    }
  }

  void agree() throws TestFailure {
    ParameterMessage asked = ParameterMessage.read(test.document().orElseThrow());
    if (!asked.ignored().isEmpty()) {
      QUIET.info(control.peer(), "sent values of a wrong type: " + asked.ignored());
    }
    test.audience().listens(desk.listener());
    test.agreed(Agreement.on(asked.parameters(), desk, session, control.loop()));
    control.expect(Frames.Expected.STATE);
    Optional<AccessDesk> access = desk.access();
    if (access.isPresent()) {
      authorize(access.get());
    } else {
      admit();
    }
  }

  private void authorize(AccessDesk access) {
    session.enter(Phase.AUTHORIZING);
    test.step(ErrorCode.AUTHORIZATION);
    access
        .judge(test.parameters().text(Parameter.AUTHTOKEN).orElse(""))
        .thenAccept(verdict ->
            session.tell(
                verdict == Verdict.ADMITTED ? Occurrence.AUTHORIZED : Occurrence.UNAUTHORIZED));
  }

  void admit() {
    test.open();
    if (test.settingUp().mayBegin()) {
      openStreams();
    } else {
      session.enter(Phase.HELD);
      hold();
    }
  }

  void hold() {
    test.settingUp().hold();
  }

  void openStreams() {
    session.enter(Phase.STREAMS);
    test.settingUp().begin();
  }
}
