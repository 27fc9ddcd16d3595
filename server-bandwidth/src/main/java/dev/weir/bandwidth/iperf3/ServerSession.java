package dev.weir.bandwidth.iperf3;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One test on the server, from its cookie to its end: how far it has come, and where it hears what
 * happens. What it answers to what is a table, {@link ServerRules}.
 *
 * <p>Lives on the loop of its control connection; what says "any thread" goes there by itself.
 */
final class ServerSession implements StreamIntake.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);
  private static final QuietLog QUIET = new QuietLog(LOG);

  private final ServerDesk desk;
  private final ControlConnection control;
  private final SessionKey key;
  private final ServerTest test;
  private final ServerActions actions;
  private volatile Phase phase = Phase.QUEUED;

  ServerSession(ServerDesk desk, ControlConnection control, SessionKey key) {
    this.desk = desk;
    this.control = control;
    this.key = key;
    test = new ServerTest(desk, this, control);
    actions = new ServerActions(desk, this, control, test);
  }

  SessionKey key() {
    return key;
  }

  InetAddress address() {
    return key.address();
  }

  void enter(Phase next) {
    phase = next;
  }

  /** Any thread: whether nothing is measured, nor will be soon. */
  boolean idle() {
    return phase == Phase.QUEUED || phase == Phase.FAREWELL || phase == Phase.CLOSED;
  }

  /** Whether its streams are made, and nothing has been told of what they moved. */
  boolean measuring() {
    return phase == Phase.RUNNING || phase == Phase.STARTING;
  }

  /** Takes its place among the tests, or leaves. */
  void begin() {
    if (!desk.enter(this)) {
      actions.ending().turnAway();
      return;
    }
    switch (desk.admission().enter(this)) {
      case ADMITTED -> happened(Occurrence.ADMITTED);
      case WAITING -> QUIET.info(control.peer(), "waits for room");
      case BUSY -> {
        QUIET.info(control.peer(), "was told that the server is busy");
        desk.leave(this);
        actions.ending().turnAway();
      }
    }
  }

  /** A message of the control connection. */
  void received(Frame frame) {
    if (frame instanceof Frame.Document document) {
      test.received(document.bytes());
    }
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
      ServerRules.action(phase, occurrence).perform(actions);
    } catch (TestFailure failure) {
      failed(failure);
    } catch (RuntimeException bug) {
      LOG.error("Test of {} failed in {} on {}", control.peer(), phase, occurrence, bug);
      failed(new TestFailure(ErrorCode.INITIALIZATION));
    }
  }

  /** Takes a data connection in, on its loop; false where this test wants none. */
  boolean connection(Channel channel, long order) {
    return test.setUp().map(each -> each.connection(channel, order)).orElse(false);
  }

  /** Any thread: a client's address wants to open a flow. */
  void hello(InetSocketAddress peer) {
    control.loop().execute(() -> openFlow(peer));
  }

  private void openFlow(InetSocketAddress peer) {
    if (phase == Phase.STREAMS) {
      test.settingUp().flow(peer);
    }
  }

  @Override
  public void arrived(DataSocket socket, int before) {
    if (phase == Phase.STREAMS) {
      test.settingUp().arrived();
      test.measurement().connected(socket, before);
    }
  }

  @Override
  public void complete() {
    happened(Occurrence.STREAMS_COMPLETE);
  }

  @Override
  public void failed(TestFailure failure) {
    if (phase != Phase.CLOSED) {
      actions.ending().fail(failure);
    }
  }

  /**
   * Any thread: the server goes away.
   *
   * @return completed when the listener has been told
   */
  CompletableFuture<Void> terminate(String reason) {
    control.loop().execute(() -> terminateOnLoop(reason));
    return actions.ending().over();
  }

  private void terminateOnLoop(String reason) {
    if (phase != Phase.CLOSED) {
      actions.ending().terminate(reason);
    }
  }
}
