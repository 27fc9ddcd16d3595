package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.Deadlines.Clock;
import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.TcpClient;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One test on the client. What it answers to what is a table, {@link ClientRules}; the methods here
 * are that table's actions.
 *
 * <p>Lives on the loop of its control connection, once there is one; what says "any thread" goes
 * there by itself.
 */
final class ClientSession {

  private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

  private final ClientSettings settings;
  private final Frames frames = new Frames(Frames.Expected.STATE);
  private final Cookie cookie = Cookie.random();
  private final CompletableFuture<ControlConnection> connecting = new CompletableFuture<>();
  private final CompletableFuture<Iperf3Result> result = new CompletableFuture<>();
  private final List<IntervalReport> intervals = new ArrayList<>();
  private final TestEvents events;
  private TestParameters parameters;
  private ClientPhase phase = ClientPhase.CONNECTING;
  private Optional<Deadlines> deadlines = Optional.empty();
  private Optional<StreamOpener> opener = Optional.empty();
  private Optional<TestRun> run = Optional.empty();
  private long begun;
  private Optional<Frame> message = Optional.empty();
  private boolean serverRuns;
  private boolean enough;

  /** The server has said that it wants no more of this. */
  private boolean dismissed;

  ClientSession(ClientSettings settings) {
    this.settings = settings;
    parameters = settings.parameters();
    events = TestEvents.all(List.of(settings.events(), new Memory(intervals)));
  }

  /** Remembers the intervals for the result. */
  private record Memory(List<IntervalReport> intervals) implements TestEvents {
    @Override
    public void interval(IntervalReport interval) {
      intervals.add(interval);
    }
  }

  CompletableFuture<Iperf3Result> result() {
    return result;
  }

  /** Any thread, once. */
  void begin() {
    events.asked(parameters.settings());
    TcpClient client =
        TcpClient.to(new Endpoint(Scheme.TCP, settings.server().host(), settings.server().port()))
            .loops(settings.loops())
            .pipeline(this::stages);
    settings.sockets().control(client).connect().whenComplete(this::greet);
    connecting.exceptionally(this::neverConnected);
  }

  private Pipeline stages(Pipeline stages) {
    Pipeline framed = stages.last("frames", () -> frames);
    Pipeline traced =
        settings
            .trace()
            .map(trace -> framed.last("trace", () -> new TraceStage(trace, Role.CLIENT)))
            .orElse(framed);
    return traced.last("conversation", () -> new Conversation(this));
  }

  private void greet(@Nullable Channel channel, @Nullable Throwable failure) {
    if (channel == null) {
      connecting.completeExceptionally(
          failure == null ? new TestFailure(ErrorCode.CONNECT) : failure);
    } else if (connecting.complete(new ControlConnection(channel, frames))) {
      channel.eventLoop().execute(this::greet);
    } else {
      channel.close();
    }
  }

  private @Nullable ControlConnection neverConnected(Throwable failure) {
    phase = ClientPhase.CLOSED;
    TestFailure reason = ConnectFailure.of(ErrorCode.CONNECT, failure);
    events.failed(line(reason));
    events.closed();
    result.completeExceptionally(reason);
    return null;
  }

  private void greet() {
    if (phase == ClientPhase.CLOSED) {
      // A busy server turns its clients away before it has heard them.
      return;
    }
    enter(ClientPhase.GREETED);
    deadlines = Optional.of(new Deadlines(control().loop()));
    control().send(cookie);
    // A server may let its clients wait for their turn.
    await(settings.queueTimeout(), ErrorCode.RECEIVE_MESSAGE);
    // Once something has been sent, the kernel knows the segment size that it will keep.
    parameters = ControlSegment.blockSize(parameters, control().channel());
  }

  /** A message of the control connection. */
  void received(Frame frame) {
    message = Optional.of(frame);
    happened(ClientOccurrence.of(frame));
  }

  /** Looks up what is to be done, and does it. */
  void happened(ClientOccurrence occurrence) {
    if (phase == ClientPhase.CLOSED) {
      return;
    }
    try {
      ClientRules.action(phase, occurrence).perform(this);
    } catch (TestFailure failure) {
      fail(failure);
    } catch (RuntimeException bug) {
      LOG.error("Test failed in {} on {}", phase, occurrence, bug);
      fail(new TestFailure(ErrorCode.INITIALIZATION));
    }
  }

  /** Any thread. */
  private void tell(ClientOccurrence occurrence) {
    control().loop().execute(() -> happened(occurrence));
  }

  private void enter(ClientPhase next) {
    phase = next;
  }

  // The actions, in the order of a test.

  void sendParameters() {
    enter(ClientPhase.PARAMETERS);
    control().send(ParameterMessage.write(signed()));
    await(ErrorCode.RECEIVE_MESSAGE);
    TestDescription test =
        new TestDescription(
            Role.CLIENT,
            parameters.settings(),
            settings.server(),
            cookie.text(),
            Instant.now(),
            ControlSegment.size(control().channel()),
            ControlSegment.decides(settings.parameters()),
            settings.interval());
    TestEvents told = TestTrace.before(events, settings.trace());
    run = Optional.of(new TestRun(control().loop(), test, told));
  }

  /** A token is good for some seconds only: it is made when the server asks. */
  private TestParameters signed() {
    return settings
        .credentials()
        .map(who -> parameters.with(Parameter.AUTHTOKEN, who.token(Instant.now())))
        .orElse(parameters);
  }

  void openStreams() {
    enter(ClientPhase.STREAMS);
    cancelTimers();
    Channel channel = control().channel();
    if (channel.remoteAddress() instanceof InetSocketAddress server) {
      opener =
          Optional.of(
              new StreamOpener(
                  settings,
                  parameters,
                  cookie,
                  server,
                  Addresses.ip(channel.localAddress()),
                  buffers -> control().loop().execute(() -> first(buffers))));
      openNext();
    }
  }

  private void first(SocketBuffers buffers) {
    if (phase == ClientPhase.STREAMS && opener().sockets().isEmpty()) {
      events.opened(buffers);
    }
  }

  private void openNext() {
    opener()
        .next()
        .whenComplete((socket, failure) -> control().loop().execute(() -> opened(socket, failure)));
  }

  private void opened(@Nullable DataSocket socket, @Nullable Throwable failure) {
    if (socket == null) {
      Throwable reason = failure == null ? new TestFailure(ErrorCode.STREAM_CONNECT) : failure;
      fail(ConnectFailure.of(ErrorCode.STREAM_CONNECT, reason));
    } else if (opener().add(socket)) {
      connected();
      if (opener().complete()) {
        await(ErrorCode.RECEIVE_MESSAGE);
        happened(ClientOccurrence.OPENED);
      } else {
        openNext();
      }
    }
  }

  /** A file is opened first: if that fails, the stream has never been. */
  private void connected() {
    if (settings.file().isEmpty()) {
      test().connected(streams().last(opener().sockets()));
    }
  }

  void accepted() {
    // The server's time begins here, and both ends' figures are to be of one and the same time.
    begun = System.nanoTime();
    enter(ClientPhase.ACCEPTED);
    opener().accepted();
  }

  void running() throws TestFailure {
    serverRuns = true;
    runIfReady();
  }

  void runIfReady() throws TestFailure {
    if (!serverRuns || !opener().complete()) {
      return;
    }
    cancelTimers();
    ClientEnd end =
        new ClientEnd(parameters, deadlines.orElseThrow(), () -> tell(ClientOccurrence.REACHED));
    streams().fill(test(), opener().sockets(), end.quotas());
    enter(ClientPhase.RUNNING);
    end.limit();
    test().begin(begun);
    test().receive();
    test().send();
    end.arm(test().streams(), begun);
    ServerWatch watch = new ServerWatch(parameters, test().streams(), settings.receiveTimeout());
    Duration period = ServerWatch.period(settings.receiveTimeout());
    deadlines.orElseThrow().every(Clock.LOOK, period, period, () -> look(watch));
    if (enough) {
      happened(ClientOccurrence.REACHED);
    }
  }

  /** Somebody had enough before the test ran: it ends as soon as it does. */
  void endSoon() {
    enough = true;
  }

  private void look(ServerWatch watch) {
    try {
      watch.look();
    } catch (TestFailure failure) {
      fail(failure);
    }
  }

  void end() {
    enter(ClientPhase.ENDING);
    cancelTimers();
    test().end().thenRun(() -> happened(ClientOccurrence.MEASURED));
  }

  void tellEnd() {
    enter(ClientPhase.ENDED);
    control().send(State.TEST_END);
    await(ErrorCode.RECEIVE_MESSAGE);
  }

  void sendResults() {
    enter(ClientPhase.RESULTS);
    control().expectDocument(Frames.LARGEST_DOCUMENT);
    control().send(new ResultsMessage(test().results(), Optional.empty()).write());
    await(ErrorCode.RECEIVE_RESULTS);
  }

  void takeResults() throws TestFailure {
    if (message.orElse(null) instanceof Frame.Document document) {
      ResultsMessage told = ResultsMessage.read(document.bytes());
      test().remote(told.results());
      // A stock server tells it to the next client as well, asked or not.
      told.output()
          .filter(output -> parameters.flag(Parameter.GET_SERVER_OUTPUT))
          .ifPresent(test()::serverOutput);
    }
    enter(ClientPhase.TOLD);
    control().expect(Frames.Expected.STATE);
    await(ErrorCode.RECEIVE_MESSAGE);
  }

  void finish() {
    close();
    control().leave(State.IPERF_DONE);
    Iperf3Result measured = new Iperf3Result(test().report(), intervals);
    events.finished(measured.report());
    events.closed();
    result.complete(measured);
  }

  // What ends a test before its time.

  void unknownMessage() throws TestFailure {
    dismissed = message.orElse(null) instanceof Frame.Signal signal && signal.code() <= 0;
    throw new TestFailure(ErrorCode.UNKNOWN_MESSAGE);
  }

  void denied() throws TestFailure {
    dismissed = true;
    throw new TestFailure(ErrorCode.BUSY);
  }

  void askReason() {
    dismissed = true;
    await(ErrorCode.RECEIVE_MESSAGE);
    control().expect(Frames.Expected.ERROR_NUMBERS);
  }

  void serverFailed() throws TestFailure {
    if (message.orElse(null) instanceof Frame.Refusal refusal) {
      events.refused("SERVER ERROR - " + refusal.words());
      throw new TestFailure(
          ErrorCode.of(refusal.number()).orElse(ErrorCode.CONTROL_READ),
          refusal.errno(),
          ErrorCode.describe(refusal.number(), refusal.errno()));
    }
  }

  void serverTerminated() {
    control().send(State.IPERF_DONE);
    TestFailure failure = new TestFailure(ErrorCode.SERVER_TERMINATED);
    cutShort(failure, line(failure));
  }

  /** Any thread: the end is reached now, both ends tell their results. */
  void stop() {
    connecting.thenAccept(connection -> tell(ClientOccurrence.REACHED));
  }

  /** Any thread: the client goes away, with what it has. */
  void interrupt(String reason) {
    connecting.completeExceptionally(new TestFailure(ErrorCode.CLIENT_TERMINATED));
    connecting.thenAccept(connection -> connection.loop().execute(() -> interruptOnLoop(reason)));
  }

  private void interruptOnLoop(String reason) {
    if (phase != ClientPhase.CLOSED) {
      control().send(State.CLIENT_TERMINATE);
      cutShort(new TestFailure(ErrorCode.CLIENT_TERMINATED), reason);
    }
  }

  private void fail(TestFailure failure) {
    if (phase != ClientPhase.CLOSED) {
      boolean served = phase.compareTo(ClientPhase.GREETED) > 0 && !dismissed;
      close();
      giveUp(served);
      over(failure, line(failure));
    }
  }

  /** A server that does not know of the failure hears that this end is done. */
  private void giveUp(boolean served) {
    if (served) {
      control().leave(State.IPERF_DONE);
    } else {
      control().close();
    }
  }

  /** Ends with what has been measured, if anything has. */
  private void cutShort(TestFailure failure, String words) {
    boolean unfinished = phase == ClientPhase.RUNNING;
    enter(ClientPhase.CLOSED);
    cancelTimers();
    CompletableFuture<?> measured =
        unfinished
            ? test().end().toCompletableFuture()
            : CompletableFuture.<Void>completedFuture(null);
    measured.whenComplete((done, thrown) -> {
      if (unfinished) {
        events.finished(test().report());
      }
      close();
      control().close();
      over(failure, words);
    });
  }

  private void over(TestFailure failure, String words) {
    events.failed(words);
    events.closed();
    result.completeExceptionally(failure);
  }

  private static String line(TestFailure failure) {
    return "error - " + failure.reason();
  }

  private void close() {
    enter(ClientPhase.CLOSED);
    cancelTimers();
    run.ifPresent(TestRun::close);
    opener.ifPresent(StreamOpener::close);
  }

  // Small change.

  private ControlConnection control() {
    return connecting.join();
  }

  private StreamOpener opener() {
    return opener.orElseThrow();
  }

  private ClientStreams streams() {
    return new ClientStreams(settings, parameters);
  }

  private TestRun test() {
    return run.orElseThrow();
  }

  private void await(ErrorCode late) {
    await(settings.answerTimeout(), late);
  }

  private void await(Duration patience, ErrorCode late) {
    cancelTimers();
    deadlines.orElseThrow().after(Clock.STEP, patience, () -> fail(new TestFailure(late)));
  }

  private void cancelTimers() {
    deadlines.ifPresent(Deadlines::cancelAll);
  }
}
