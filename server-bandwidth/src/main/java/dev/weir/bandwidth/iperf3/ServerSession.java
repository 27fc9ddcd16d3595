package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.Deadlines.Clock;
import dev.weir.bandwidth.iperf3.TestMeters.Outcome;
import dev.weir.bandwidth.iperf3.access.Verdict;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One test on the server, from its cookie to its end. What it answers to what is a table, {@link
 * ServerRules}; the methods here are that table's actions.
 *
 * <p>Lives on the loop of its control connection; what says "any thread" goes there by itself.
 */
final class ServerSession implements StreamIntake.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);
  private static final QuietLog QUIET = new QuietLog(LOG);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A little after the whole second, so that its interval is told of before it ends the test. */
  private static final Duration FIRST_LOOK = LOOK.plusMillis(50);

  private final ServerDesk desk;
  private final ControlConnection control;
  private final SessionKey key;
  private final Instant begun = Instant.now();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile Phase phase = Phase.QUEUED;
  private Optional<Frame> message = Optional.empty();
  private Optional<TestParameters> parameters = Optional.empty();
  private volatile Optional<SetUp> setUp = Optional.empty();
  private Optional<TestRun> run = Optional.empty();
  private final Processor processor = new Processor();
  private Optional<Account> account = Optional.empty();
  private Optional<Watch> watch = Optional.empty();
  private Optional<RunningTest> metered = Optional.empty();
  private TestEvents events = new TestEvents() {};
  private ServerPrint print = ServerPrint.NONE;
  private final Deadlines deadlines;
  private List<DataSocket> sockets = List.of();
  private OptionalLong announced = OptionalLong.empty();
  private boolean endsSoon;

  ServerSession(ServerDesk desk, ControlConnection control, SessionKey key) {
    this.desk = desk;
    this.control = control;
    this.key = key;
    deadlines = new Deadlines(control.loop());
  }

  SessionKey key() {
    return key;
  }

  InetAddress address() {
    return key.address();
  }

  /** Any thread: whether nothing is measured, nor will be soon. */
  boolean idle() {
    return phase == Phase.QUEUED || phase == Phase.FAREWELL || phase == Phase.CLOSED;
  }

  /** Takes its place among the tests, or leaves. */
  void begin() {
    if (!desk.enter(this)) {
      turnAway();
      return;
    }
    switch (desk.admission().enter(this)) {
      case ADMITTED -> happened(Occurrence.ADMITTED);
      case WAITING -> QUIET.info(control.peer(), "waits for room");
      case BUSY -> {
        QUIET.info(control.peer(), "was told that the server is busy");
        desk.leave(this);
        turnAway();
      }
    }
  }

  private void turnAway() {
    enter(Phase.CLOSED);
    desk.activity().count(Outcome.BUSY);
    control.leave(State.ACCESS_DENIED);
    over.complete(null);
  }

  /** A message of the control connection. */
  void received(Frame frame) {
    message = Optional.of(frame);
    happened(Occurrence.of(frame));
  }

  /** Any thread. */
  void tell(Occurrence occurrence) {
    control.loop().execute(() -> happened(occurrence));
  }

  /** Looks up what is to be done, and does it; a failure ends this test and no other. */
  void happened(Occurrence occurrence) {
    if (phase == Phase.CLOSED) {
      return;
    }
    try {
      ServerRules.action(phase, occurrence).perform(this);
    } catch (TestFailure failure) {
      fail(failure);
    } catch (RuntimeException bug) {
      LOG.error("Test of {} failed in {} on {}", control.peer(), phase, occurrence, bug);
      fail(new TestFailure(ErrorCode.INITIALIZATION));
    }
  }

  private void enter(Phase next) {
    phase = next;
  }

  // The actions, in the order of a test.

  void keepForLater() {
    LOG.debug("{} did not wait to be asked for its parameters", control.peer());
    control.expect(Frames.Expected.STATE);
  }

  void invite() throws TestFailure {
    enter(Phase.PARAMETERS);
    ControlKeepAlive.set(control.channel(), desk.sockets().keepAlive());
    control.send(State.PARAM_EXCHANGE);
    step(desk.limits().step(), ErrorCode.RECEIVE_PARAMETERS);
    if (message.isPresent()) {
      agree();
    }
  }

  void agree() throws TestFailure {
    ParameterMessage asked = ParameterMessage.read(document());
    if (!asked.ignored().isEmpty()) {
      QUIET.info(control.peer(), "sent values of a wrong type: " + asked.ignored());
    }
    // From here on there is a test to tell of, even if it is refused.
    events = desk.listener();
    desk.limits().check(asked.parameters());
    if (desk.file().isPresent() && asked.parameters().protocol() == Protocol.UDP) {
      throw new TestFailure(ErrorCode.FILE_OVER_UDP);
    }
    processor.choose(asked.parameters(), control.loop(), desk.alone(this));
    enterAccount(asked.parameters());
    parameters = Optional.of(asked.parameters());
    control.expect(Frames.Expected.STATE);
    Optional<AccessDesk> access = desk.access();
    if (access.isPresent()) {
      authorize(access.get(), asked.parameters());
    } else {
      admit();
    }
  }

  private void authorize(AccessDesk access, TestParameters asked) {
    enter(Phase.AUTHORIZING);
    step(desk.limits().step(), ErrorCode.AUTHORIZATION);
    access
        .judge(asked.text(Parameter.AUTHTOKEN).orElse(""))
        .thenAccept(verdict ->
            tell(verdict == Verdict.ADMITTED ? Occurrence.AUTHORIZED : Occurrence.UNAUTHORIZED));
  }

  void admit() {
    describe(agreed());
    setUp = Optional.of(new SetUp(desk, this, control, deadlines, agreed()));
    if (settingUp().mayBegin()) {
      openStreams();
    } else {
      enter(Phase.HELD);
      hold();
    }
  }

  void hold() {
    settingUp().hold();
  }

  private void enterAccount(TestParameters asked) throws TestFailure {
    Account own = desk.accounts().of(address());
    own.begin(asked, System.nanoTime());
    account = Optional.of(own);
  }

  private void describe(TestParameters agreed) {
    print = ServerPrint.of(agreed, desk.output());
    events = TestEvents.all(List.of(events, print.listener()));
    TestDescription test =
        new TestDescription(
            Role.SERVER,
            agreed.settings(),
            control.peer(),
            key.cookie().text(),
            begun,
            0,
            false,
            desk.interval());
    run = Optional.of(new TestRun(control.loop(), test, events));
  }

  void openStreams() {
    enter(Phase.STREAMS);
    settingUp().begin();
  }

  void hurry() {
    settingUp().hurry();
  }

  /** Takes a data connection in, on its loop; false where this test wants none. */
  boolean connection(Channel channel, long order) {
    return setUp.map(each -> each.connection(channel, order)).orElse(false);
  }

  /** Any thread: a client's address wants to open a flow. */
  void hello(InetSocketAddress peer) {
    control.loop().execute(() -> openFlow(peer));
  }

  private void openFlow(InetSocketAddress peer) {
    if (phase == Phase.STREAMS) {
      settingUp().flow(peer);
    }
  }

  @Override
  public void arrived() {
    if (phase == Phase.STREAMS) {
      settingUp().arrived();
    }
  }

  @Override
  public void complete() {
    happened(Occurrence.STREAMS_COMPLETE);
  }

  @Override
  public void failed(TestFailure failure) {
    fail(failure);
  }

  /** Where both ends send, the client may begin before its streams are made: who speaks is seen. */
  void assignRoles() throws TestFailure {
    deadlines.cancelAll();
    if (settingUp().rolesInDoubt()) {
      enter(Phase.ROLES);
      announce();
      settingUp().socketsByRole().thenAccept(this::rolesKnown);
    } else {
      sockets = settingUp().sockets();
      makeStreams();
    }
  }

  private void rolesKnown(List<DataSocket> ordered) {
    sockets = ordered;
    happened(Occurrence.ROLES_KNOWN);
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
    TestParameters agreed = agreed();
    StreamFactory streams = new StreamFactory(agreed, Quotas.ofServer(agreed), desk.file());
    desk.file().ifPresent(running()::file);
    for (DataSocket socket : sockets) {
      running().add(streams.make(socket, sends(agreed, running().streams().size())));
      Congestion.warning(agreed, socket).ifPresent(events::warned);
      processor.take(socket.channel().eventLoop());
    }
    desk.flows().turns().leave(this);
    enter(Phase.STARTING);
    running().receive().thenRun(() -> happened(Occurrence.LISTENING));
  }

  void run() {
    enter(Phase.RUNNING);
    running().begin(announced.orElseGet(System::nanoTime));
    if (announced.isEmpty()) {
      announce();
    }
    running().send();
    deadlines.after(
        Clock.WHOLE,
        desk.limits().latestEnd(agreed()),
        () -> fail(new TestFailure(ErrorCode.DURATION_EXPIRED)));
    Watch eye = new Watch(desk.limits(), agreed(), running().streams(), account.orElseThrow());
    watch = Optional.of(eye);
    meter(new RunningTest(agreed().protocol(), running().streams()));
    deadlines.every(Clock.LOOK, FIRST_LOOK, LOOK, () -> look(eye));
    if (endsSoon) {
      end();
    }
  }

  private static boolean sends(TestParameters parameters, int index) {
    return switch (parameters.direction()) {
      case FORWARD -> false;
      case REVERSE -> true;
      case BIDIRECTIONAL -> index >= parameters.small(Parameter.PARALLEL);
    };
  }

  private void meter(RunningTest test) {
    metered = Optional.of(test);
    desk.activity().began(key.cookie(), test);
  }

  private void look(Watch eye) {
    try {
      eye.look();
    } catch (TestFailure failure) {
      fail(failure);
    }
  }

  void end() {
    enter(Phase.ENDING);
    deadlines.cancelAll();
    step(desk.limits().step(), ErrorCode.INITIALIZATION);
    running().drainAndEnd().thenRun(() -> happened(Occurrence.MEASURED));
  }

  void askForResults() {
    enter(Phase.RESULTS);
    running().close();
    metered.ifPresent(desk.activity()::stopped);
    events.finished(running().report());
    control.expectDocument(ResultsMessage.LIMIT);
    step(desk.limits().step(), ErrorCode.RECEIVE_RESULTS);
    control.send(State.EXCHANGE_RESULTS);
  }

  void exchangeResults() throws TestFailure {
    running().remote(ResultsMessage.read(document()).results());
    enter(Phase.FAREWELL);
    control.expect(Frames.Expected.STATE);
    control.send(new ResultsMessage(running().results(), print.output()).write());
    control.send(State.DISPLAY_RESULTS);
    step(desk.limits().step(), ErrorCode.RECEIVE_MESSAGE);
  }

  void finish() {
    close();
    desk.activity().count(Outcome.MEASURED);
    setUp.ifPresent(SetUp::close);
    control.close();
    events.closed();
    over.complete(null);
  }

  // What ends a test before its time.

  void clientTerminated() {
    control.close();
    abandon("the client has terminated");
  }

  /** A client that gives up has told its user why; as with the original, nothing is said here. */
  void clientDone() {
    lost(Optional.empty());
  }

  void clientGone() {
    lost(Optional.of("the client has unexpectedly closed the connection"));
  }

  /** As with the original, no totals are told. */
  private void lost(Optional<String> reason) {
    control.close();
    close();
    letGo(reason);
  }

  private void fail(TestFailure failure) {
    if (phase != Phase.CLOSED) {
      QUIET.info(control.peer(), "failed: " + failure.reason());
      control.refuse(failure);
      // As with the original, of a test that was refused in its course no totals are told.
      close();
      letGo(Optional.of("error - " + failure.reason()));
    }
  }

  /**
   * Any thread: the server goes away.
   *
   * @return completed when the listener has been told
   */
  CompletableFuture<Void> terminate(String reason) {
    control.loop().execute(() -> terminateOnLoop(reason));
    return over;
  }

  private void terminateOnLoop(String reason) {
    if (phase != Phase.CLOSED) {
      control.leave(State.SERVER_TERMINATE);
      abandon(reason);
    }
  }

  /** Tells what there is to tell, then lets go of everything. */
  private void abandon(String reason) {
    boolean unfinished = phase == Phase.RUNNING || phase == Phase.STARTING;
    close();
    if (unfinished) {
      running()
          .end()
          .whenComplete((done, failure) -> {
            events.finished(running().report());
            letGo(Optional.of(reason));
          });
    } else {
      letGo(Optional.of(reason));
    }
  }

  private void letGo(Optional<String> reason) {
    setUp.ifPresent(SetUp::close);
    run.ifPresent(TestRun::close);
    metered.ifPresent(desk.activity()::stopped);
    desk.activity().count(Outcome.FAILED);
    reason.ifPresent(events::failed);
    events.closed();
    over.complete(null);
  }

  private void close() {
    enter(Phase.CLOSED);
    deadlines.cancelAll();
    processor.release();
    watch.ifPresent(Watch::settle);
    account.ifPresent(own -> own.end(agreed()));
    desk.leave(this);
  }

  // Small change.

  private byte[] document() throws TestFailure {
    if (message.orElse(null) instanceof Frame.Document document) {
      return document.bytes();
    }
    throw new TestFailure(ErrorCode.RECEIVE_PARAMETERS);
  }

  private TestParameters agreed() {
    return parameters.orElseThrow();
  }

  private SetUp settingUp() {
    return setUp.orElseThrow();
  }

  private TestRun running() {
    return run.orElseThrow();
  }

  private void step(Duration time, ErrorCode late) {
    deadlines.after(Clock.STEP, time, () -> fail(new TestFailure(late)));
  }
}
