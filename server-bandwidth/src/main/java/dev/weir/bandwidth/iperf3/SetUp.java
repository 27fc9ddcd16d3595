package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.Deadlines.Clock;
import dev.weir.bandwidth.report.Direction;
import dev.weir.bandwidth.report.Protocol;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How a test on the server comes by its streams: its turn among the tests of its address, the time
 * that its client has for them, and their order. Loop only, but for what says "any thread".
 */
final class SetUp {

  /** How many steps the whole may take at least. */
  private static final int STEPS = 3;

  /** With a client that opens no flow though others of its address wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What each flow may add to that, all in all. */
  private static final Duration PER_FLOW = Duration.ofMillis(50);

  private final ServerDesk desk;
  private final ServerSession session;
  private final ControlConnection control;
  private final Deadlines deadlines;
  private final TestParameters agreed;
  private volatile Optional<StreamIntake> intake = Optional.empty();
  private boolean hurried;

  SetUp(
      ServerDesk desk,
      ServerSession session,
      ControlConnection control,
      Deadlines deadlines,
      TestParameters agreed) {
    this.desk = desk;
    this.session = session;
    this.control = control;
    this.deadlines = deadlines;
    this.agreed = agreed;
  }

  /** Whether its streams may be opened now; else it will be its turn. */
  boolean mayBegin() {
    return agreed.protocol() != Protocol.UDP || desk.flows().turns().join(session);
  }

  /** A long line is no reason to give up as long as it moves: it is as short as the limits say. */
  void hold() {
    deadlines.after(Clock.STEP, least(), this::late);
  }

  private Duration least() {
    return desk.limits().step().multipliedBy(STEPS);
  }

  /** The client may open its streams. */
  void begin() {
    deadlines.after(Clock.WHOLE, least().plusSeconds(agreed.streams()), this::late);
    nextStream();
    intake = Optional.of(new StreamIntake(agreed, control.loop(), session));
    control.send(State.CREATE_STREAMS);
  }

  private void nextStream() {
    deadlines.after(Clock.STEP, desk.limits().step(), this::late);
  }

  private void late() {
    session.failed(new TestFailure(ErrorCode.STREAM_ACCEPT));
  }

  /** Others of the same address wait until this test has all of its flows: each buys a little. */
  void hurry() {
    hurried = true;
    Duration whole = PATIENCE.plus(PER_FLOW.multipliedBy(agreed.streams()));
    deadlines.after(Clock.TURN, whole, this::giveWay);
    deadlines.after(Clock.LOOK, PATIENCE, this::giveWay);
  }

  private void giveWay() {
    if (desk.flows().turns().contended(session.address())) {
      late();
    }
  }

  /** One more has come. */
  void arrived() {
    nextStream();
    if (hurried) {
      deadlines.after(Clock.LOOK, PATIENCE, this::giveWay);
    }
  }

  /** Takes a data connection in, on its loop; false where this test wants none. */
  boolean connection(Channel channel, long order) {
    return intake.map(each -> each.connection(channel, order)).orElse(false);
  }

  /** The client's address wants to open a flow. */
  void flow(InetSocketAddress peer) {
    Optional<InetAddress> local = Addresses.ip(control.channel().localAddress());
    if (local.isPresent()) {
      intake.ifPresent(each -> each.hello(peer, local.get(), desk.flows()));
    }
  }

  /** Where both ends send over TCP: only who speaks on a stream tells surely that it sends. */
  boolean rolesInDoubt() {
    return agreed.protocol() == Protocol.TCP && agreed.direction() == Direction.BIDIRECTIONAL;
  }

  /** All of the streams, as they came. */
  List<DataSocket> sockets() {
    return intake.orElseThrow().sockets();
  }

  /** All of them, those that the client sends on first; once the client may send. */
  CompletableFuture<List<DataSocket>> socketsByRole() {
    return Roles.of(control.loop(), sockets(), agreed.small(Parameter.PARALLEL));
  }

  void close() {
    intake.ifPresent(StreamIntake::close);
  }
}
