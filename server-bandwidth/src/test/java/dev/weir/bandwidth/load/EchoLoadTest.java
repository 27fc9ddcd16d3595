package dev.weir.bandwidth.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.weir.bandwidth.load.EchoProgress.Phase;
import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoLoadTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private static class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof DatagramPacket packet) {
        context.writeAndFlush(new DatagramPacket(packet.content(), packet.sender()));
      } else {
        context.writeAndFlush(message);
      }
    }
  }

  /** Answers all but every third datagram. */
  private static final class Lossy extends Echo {
    private int seen;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (++seen % 3 == 0) {
        ((DatagramPacket) message).release();
      } else {
        super.channelRead(context, message);
      }
    }
  }

  private static Server tcp() {
    return TcpServer.on("tcp://127.0.0.1:0").pipeline(p -> p.last("echo", Echo::new)).start();
  }

  private static EchoLoad quick(Server server) {
    return EchoLoad.to(server.endpoint())
        .connections(4)
        .warmUp(Duration.ofMillis(50))
        .duration(SHORT);
  }

  private static EchoResult run(EchoLoad load) throws Exception {
    return load.start().result().get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({"64, 1", "1, 1", "100000, 1", "64, 32", "5000, 7"})
  void countsTcpEchoes(int size, int outstanding) throws Exception {
    try (Server server = tcp()) {
      EchoResult result = run(quick(server).messageSize(size).outstanding(outstanding));

      assertThat(result.requests()).isPositive();
      assertThat(result.latency().count()).isEqualTo(result.requests());
      assertThat(result.elapsed()).isEqualTo(SHORT);
      assertThat(result.requestsPerSecond()).isCloseTo(result.requests() / 0.3, within(1.0));
      assertThat(result.broken()).isZero();
      assertThat(result.latency().percentile(50))
          .isPositive()
          .isLessThanOrEqualTo(result.latency().percentile(99));
      assertThat(result.latency().percentile(99)).isLessThanOrEqualTo(result.latency().max());
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "64, 16", "1400, 3"})
  void countsUdpEchoes(int size, int outstanding) throws Exception {
    try (Server server =
        UdpServer.on("udp://127.0.0.1:0").pipeline(p -> p.last("echo", Echo::new)).start()) {
      // A machine that stands still for a moment has lost nothing.
      EchoResult result =
          run(
              quick(server)
                  .messageSize(size)
                  .outstanding(outstanding)
                  .timeout(Duration.ofSeconds(10)));

      assertThat(result.requests()).isPositive();
      assertThat(result.latency().count()).isEqualTo(result.requests());
      assertThat(result.lossRatio()).isLessThan(0.01);
    }
  }

  @Test
  void everyThirdDatagramLostIsCountedAndGoesOn() throws Exception {
    try (Server server =
        UdpServer.on("udp://127.0.0.1:0").pipeline(p -> p.last("echo", Lossy::new)).start()) {
      EchoResult result =
          run(
              quick(server)
                  .outstanding(8)
                  .timeout(Duration.ofMillis(100))
                  .duration(Duration.ofSeconds(1)));

      // Lost ones are seen a time-out later, so the first and last time-out's worth blur the ratio.
      assertThat(result.lossRatio()).isCloseTo(1.0 / 3, within(0.1));
    }
  }

  @Test
  void nobodyThereMeansAllLostAndTheEndComes() throws Exception {
    Server server =
        UdpServer.on("udp://127.0.0.1:0").pipeline(p -> p.last("echo", Echo::new)).start();
    EchoLoad load = quick(server).timeout(Duration.ofMillis(20));
    server.close();

    EchoResult result = run(load);

    assertThat(result.requests()).isZero();
    assertThat(result.lost()).isPositive();
    assertThat(result.latency().percentile(99)).isEqualTo(Duration.ZERO);
  }

  @Test
  void refusedConnectionFailsTheResult() throws Exception {
    int closedPort;
    try (ServerSocket free = new ServerSocket(0)) {
      closedPort = free.getLocalPort();
    }
    EchoRun run = EchoLoad.to("tcp://127.0.0.1:" + closedPort).start();

    assertThatThrownBy(() -> run.result().get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessageContaining("127.0.0.1:" + closedPort);
  }

  @Test
  void cancelGivesWhatWasMeasured() throws Exception {
    try (Server server = tcp()) {
      EchoRun run = quick(server).duration(Duration.ofMinutes(5)).start();
      await().until(() -> run.progress().requests() > 100);
      run.cancel();
      EchoResult result = run.result().get(10, TimeUnit.SECONDS);

      assertThat(result.requests()).isGreaterThan(100);
      assertThat(result.elapsed()).isLessThan(Duration.ofMinutes(1));
      assertThat(run.progress().phase()).isEqualTo(Phase.ENDED);
      assertThat(run.progress().requests()).isEqualTo(result.requests());
    }
  }

  @Test
  void cancelBeforeTheConnectionsStandFailsTheResult() {
    // A documentation address: nothing answers there.
    EchoRun run = EchoLoad.to("tcp://192.0.2.1:7").start();
    run.cancel();

    assertThatThrownBy(() -> run.result().get(10, TimeUnit.SECONDS))
        .satisfiesAnyOf(
            failure -> assertThat(failure).isInstanceOf(CancellationException.class),
            failure -> assertThat(failure).isInstanceOf(ExecutionException.class));
  }

  @Test
  void serverThatClosesEndsTheLoadEarlyAndSaysWhy() throws Exception {
    try (Server server =
        TcpServer.on("tcp://127.0.0.1:0").pipeline(p -> p.last("close", Closing::new)).start()) {
      EchoResult result = run(quick(server).warmUp(Duration.ZERO).duration(Duration.ofMinutes(5)));

      assertThat(result.broken()).isEqualTo(4);
      assertThat(result.firstFailure()).isPresent();
      assertThat(result.elapsed()).isLessThan(Duration.ofMinutes(1));
    }
  }

  private static final class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ((ByteBuf) message).release();
      context.close();
    }
  }

  @Test
  void serverThatSaysTooMuchIsFoundOut() throws Exception {
    try (Server server =
        TcpServer.on("tcp://127.0.0.1:0").pipeline(p -> p.last("twice", Twice::new)).start()) {
      EchoResult result = run(quick(server).duration(Duration.ofMinutes(5)));

      assertThat(result.broken()).isEqualTo(4);
      assertThat(result.firstFailure()).contains("more bytes came back than were sent");
    }
  }

  private static final class Twice extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      context.write(bytes.retainedDuplicate());
      context.writeAndFlush(bytes);
    }
  }

  @Test
  void connectionsShareTheirLoopsAndAreClosedAtTheEnd() throws Exception {
    AtomicInteger open = new AtomicInteger();
    try (Loops loops = Loops.of(2, "load-test");
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .pipeline(p -> p.last("count", () -> new Counting(open)).last("echo", Echo::new))
                .start()) {
      EchoResult result = run(quick(server).connections(200).loops(loops));

      assertThat(result.requests()).isGreaterThan(200);
      await().until(() -> open.get() == 0);
    }
  }

  private static final class Counting extends ChannelInboundHandlerAdapter {
    private final AtomicInteger open;

    Counting(AtomicInteger open) {
      this.open = open;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      open.incrementAndGet();
      context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      open.decrementAndGet();
      context.fireChannelInactive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:7, 0, 1, messageSize: 0 (expected: 1 to 16777216)",
    "udp://127.0.0.1:7, 7, 1, messageSize: 7 (expected: 8 to 65507)",
    "udp://127.0.0.1:7, 65508, 1, messageSize: 65508 (expected: 8 to 65507)",
    "tcp://127.0.0.1:7, 64, 0, outstanding: 0 (expected: 1 to 65536)",
    "tcp://127.0.0.1:7, 1000000, 1000, outstanding: 1000 messages of 1000000 bytes",
  })
  void refusesWhatItCannotBound(String server, int size, int outstanding, String said) {
    assertThatThrownBy(() -> EchoLoad.to(server).messageSize(size).outstanding(outstanding).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(said);
  }
}
