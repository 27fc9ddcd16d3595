package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.Deadlines.Clock;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one test on the server has by now: more and more as it proceeds, let go of as a whole. Loop
 * only, but for what says "any thread".
 */
final class ServerTest {

  private final ServerDesk desk;
  private final ServerSession session;
  private final ControlConnection control;
  private final Instant begun = Instant.now();
  private final Audience audience = new Audience();
  private final Deadlines deadlines;
  private Optional<byte[]> document = Optional.empty();
  private Optional<Agreement> agreement = Optional.empty();
  private volatile Optional<SetUp> setUp = Optional.empty();
  private Optional<Measurement> measurement = Optional.empty();

  ServerTest(ServerDesk desk, ServerSession session, ControlConnection control) {
    this.desk = desk;
    this.session = session;
    this.control = control;
    deadlines = new Deadlines(control.loop());
  }

  Audience audience() {
    return audience;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  void received(byte[] bytes) {
    document = Optional.of(bytes);
  }

  /** The last one that has come. */
  Optional<byte[]> document() {
    return document;
  }

  /** The client's next step has to come within the time for one. */
  void step(ErrorCode late) {
    fail(Clock.STEP, desk.limits().step(), late);
  }

  /** The test fails where this clock is not stopped in time. */
  void fail(Clock clock, Duration time, ErrorCode late) {
    deadlines.after(clock, time, () -> session.failed(new TestFailure(late)));
  }

  void agreed(Agreement on) {
    agreement = Optional.of(on);
  }

  TestParameters parameters() {
    return agreement.orElseThrow().parameters();
  }

  /** Tells of the test, which from here on is one. */
  void open() {
    TestParameters agreed = parameters();
    audience.readsAlong(ServerPrint.of(agreed, desk.output()));
    TestEvents told = TestTrace.before(audience.events(), desk.sockets().trace());
    TestRun run = new TestRun(control.loop(), description(agreed), told);
    measurement = Optional.of(new Measurement(desk, agreement.orElseThrow(), run));
    setUp = Optional.of(new SetUp(desk, session, control, deadlines, agreed));
  }

  private TestDescription description(TestParameters agreed) {
    return new TestDescription(
        Role.SERVER,
        agreed.settings(),
        control.peer(),
        session.key().cookie().text(),
        begun,
        0,
        false,
        desk.interval());
  }

  /** Any thread: how it comes by its streams, once that is known. */
  Optional<SetUp> setUp() {
    return setUp;
  }

  SetUp settingUp() {
    return setUp.orElseThrow();
  }

  Measurement measurement() {
    return measurement.orElseThrow();
  }

  TestRun run() {
    return measurement().run();
  }

  /** It uses nothing more that is the server's. */
  void release() {
    deadlines.cancelAll();
    measurement.ifPresent(Measurement::settle);
    agreement.ifPresent(Agreement::release);
  }

  /** Closes its sockets. */
  void close() {
    setUp.ifPresent(SetUp::close);
    measurement.ifPresent(Measurement::close);
  }
}
