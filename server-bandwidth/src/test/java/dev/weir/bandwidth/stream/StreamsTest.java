package dev.weir.bandwidth.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.bulk.Ending;
import dev.weir.server.bulk.Pace;
import dev.weir.server.bulk.Payload;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
  private static final Payload PAYLOAD = Payload.of(new byte[8192]);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatATcpSourceSendsASinkCounts(boolean epoll) throws Exception {
    try (Wires wires = Wires.of(epoll)) {
      Wires.Ends ends = wires.tcp();
      TcpSink sink = new TcpSink(ends.right(), 8192, Quota.unlimited());
      TcpSource source =
          new TcpSource(ends.left(), PAYLOAD, 8192, Pace.unlimited(), Quota.of(10_000_000));
      sink.start();
      source.start();
      assertThat(ending(source)).isEqualTo(Ending.DONE);
      await().until(() -> source.blocks() == 1221);
      await().until(() -> sink.bytes() == 1221 * 8192);
      assertThat(sink.blocks()).isEqualTo(1221);
      sink.stop();
      assertThat(ending(sink)).isEqualTo(Ending.LEFT);
    }
  }

  @Test
  void aReceiversQuotaIsSpentByWhatItReceives() throws Exception {
    try (Wires wires = Wires.of(true)) {
      Wires.Ends ends = wires.tcp();
      Quota quota = Quota.of(5_000_000);
      TcpSink sink = new TcpSink(ends.right(), 8192, quota);
      sink.start();
      new TcpSource(ends.left(), PAYLOAD, 8192, Pace.unlimited(), Quota.unlimited()).start();
      quota.spent().toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(sink.bytes()).isGreaterThanOrEqualTo(5_000_000);
    }
  }

  @Test
  void aStreamStoppedBeforeItsStartNeverBegins() throws Exception {
    try (Wires wires = Wires.of(true)) {
      Wires.Ends ends = wires.tcp();
      TcpSource source =
          new TcpSource(ends.left(), PAYLOAD, 8192, Pace.unlimited(), Quota.unlimited());
      source.stop();
      source.start();
      assertThat(ending(source)).isEqualTo(Ending.LEFT);
      assertThat(source.bytes()).isZero();
    }
  }

  @Test
  void aTcpStreamTellsOfItsConnection() throws Exception {
    try (Wires wires = Wires.of(true)) {
      Wires.Ends ends = wires.tcp();
      TcpSource source =
          new TcpSource(ends.left(), PAYLOAD, 8192, Pace.unlimited(), Quota.unlimited());
      assertThat(source.tcpInfo().orElseThrow().sendCwnd()).isPositive();
      ends.left().close().sync();
      assertThat(source.tcpInfo()).isEmpty();
    }
  }

  // No more than fits a default receive buffer, should the receiver's loop be late.
  @ParameterizedTest
  @CsvSource({"true,false,500,90", "true,true,500,90", "true,true,16000,9", "false,true,500,90"})
  void datagramsAreNumberedAndNoneIsMissed(boolean epoll, boolean counters64, int size, int count)
      throws Exception {
    try (Wires wires = Wires.of(epoll)) {
      Wires.Ends ends = wires.udp();
      UdpReceiver receiver = new UdpReceiver(ends.right(), size, counters64, Quota.unlimited());
      UdpSender sender =
          new UdpSender(
              ends.left(),
              new byte[size],
              counters64,
              Pace.bits(size * 8L * 500, 1),
              Quota.of((long) count * size));
      receiver.start();
      sender.start();
      assertThat(ending(sender)).isEqualTo(Ending.DONE);
      await().until(() -> receiver.blocks() == count);
      assertThat(sender.blocks()).isEqualTo(count);
      assertThat(receiver.bytes()).isEqualTo((long) count * size);
      assertThat(receiver.counts().packets()).isEqualTo(count);
      assertThat(receiver.counts().errors()).isZero();
      assertThat(receiver.counts().outOfOrder()).isZero();
      assertThat(receiver.counts().jitterSeconds()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aMessageOfTheFlowsBeginningThatComesLateIsNotCounted() throws Exception {
    try (Wires wires = Wires.of(true)) {
      Wires.Ends ends = wires.udp();
      UdpReceiver receiver = new UdpReceiver(ends.right(), 1448, false, Quota.unlimited());
      receiver.start();
      ends.left().writeAndFlush(Unpooled.wrappedBuffer(new byte[4])).sync();
      new UdpSender(ends.left(), new byte[1448], false, Pace.unlimited(), Quota.of(10L * 1448))
          .start();
      await().untilAsserted(() -> assertThat(receiver.blocks()).isEqualTo(10));
      assertThat(receiver.bytes()).isEqualTo(10L * 1448);
    }
  }

  @Test
  void aFloodLosesNothingUncounted() throws Exception {
    try (Wires wires = Wires.of(true)) {
      Wires.Ends ends = wires.udp();
      UdpReceiver receiver = new UdpReceiver(ends.right(), 1448, false, Quota.unlimited());
      UdpSender sender =
          new UdpSender(
              ends.left(), new byte[1448], false, Pace.unlimited(), Quota.of(50_000L * 1448));
      receiver.start();
      sender.start();
      assertThat(ending(sender)).isEqualTo(Ending.DONE);
      assertThat(sender.blocks()).isEqualTo(50_000);
      await()
          .untilAsserted(() -> {
            UdpCounts counts = receiver.counts();
            assertThat(receiver.blocks()).isEqualTo(counts.packets() - counts.errors());
            assertThat(counts.packets()).isGreaterThan(10_000);
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"tcp,8192,100000000", "udp,1000,1000000", "udp,1000,50000000"})
  void aPaceIsReachedAndNeverExceeded(String protocol, int block, long bits) throws Exception {
    try (Wires wires = Wires.of(true)) {
      Wires.Ends ends = protocol.equals("tcp") ? wires.tcp() : wires.udp();
      DataStream sender =
          protocol.equals("tcp")
              ? new TcpSource(ends.left(), PAYLOAD, block, Pace.bits(bits, 1), Quota.unlimited())
              : new UdpSender(
                  ends.left(), new byte[block], false, Pace.bits(bits, 1), Quota.unlimited());
      if (protocol.equals("tcp")) {
        new TcpSink(ends.right(), 8192, Quota.unlimited()).start();
      }
      long start = System.nanoTime();
      sender.start();
      await()
          .atLeast(1, TimeUnit.SECONDS)
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> {
            double share = share(sender, block, bits, start);
            assertThat(share).as("never above the rate").isLessThan(1);
            return System.nanoTime() - start > 1_000_000_000 && share > 0.95;
          });
    }
  }

  /** Of what is due since the start and one block more, how much has been sent. */
  private static double share(DataStream sender, int block, long bits, long start) {
    long sent = sender.bytes() * 8;
    double seconds = (System.nanoTime() - start) / 1e9;
    return sent / (bits * seconds + block * 8);
  }

  private static Ending ending(DataStream stream) throws Exception {
    return stream.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
