package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.TestMeters.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/** How a test on the server ends, as it should or before its time. Loop only. */
final class ServerEnding {

  private static final QuietLog QUIET = new QuietLog(LoggerFactory.getLogger(ServerSession.class));

  private final ServerDesk desk;
  private final ServerSession session;
  private final ControlConnection control;
  private final ServerTest test;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  ServerEnding(ServerDesk desk, ServerSession session, ControlConnection control, ServerTest test) {
    this.desk = desk;
    this.session = session;
    this.control = control;
    this.test = test;
  }

  /** Any thread: completed when the listener has been told. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** There is no room for it. */
  void turnAway() {
    session.enter(Phase.CLOSED);
    desk.activity().count(Outcome.BUSY);
    control.leave(State.ACCESS_DENIED);
    over.complete(null);
  }

  /** Everything has been told. */
  void finish() {
    release();
    control.close();
    letGo(Outcome.MEASURED, Optional.empty());
  }

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
    release();
    letGo(Outcome.FAILED, reason);
  }

  /** As with the original, of a test that was refused in its course no totals are told. */
  void fail(TestFailure failure) {
    QUIET.info(control.peer(), "failed: " + failure.reason());
    control.refuse(failure);
    release();
    letGo(Outcome.FAILED, Optional.of("error - " + failure.reason()));
  }

  /** The server goes away. */
  void terminate(String reason) {
    control.leave(State.SERVER_TERMINATE);
    abandon(reason);
  }

  /** Tells what there is to tell, then lets go of everything. */
  private void abandon(String reason) {
    boolean unfinished = session.measuring();
    release();
    if (unfinished) {
      test.run()
          .end()
          .whenComplete((done, failure) -> {
            test.audience().events().finished(test.run().report());
            letGo(Outcome.FAILED, Optional.of(reason));
          });
    } else {
      letGo(Outcome.FAILED, Optional.of(reason));
    }
  }

  private void release() {
    session.enter(Phase.CLOSED);
    test.release();
    desk.leave(session);
  }

  private void letGo(Outcome outcome, Optional<String> reason) {
    test.close();
    desk.activity().count(outcome);
    reason.ifPresent(test.audience().events()::failed);
    test.audience().events().closed();
    over.complete(null);
  }
}
