package dev.weir.server.bulk;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatagramTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  // Few of the large ones: they wait in a default receive buffer.
  @ParameterizedTest
  @CsvSource({"EPOLL,200,100", "EPOLL,20000,5", "NIO,200,100", "NIO,20000,5"})
  void aReaderSeesEachDatagramInOrder(Carrier carrier, int size, int count) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
      Channel channel = connected(loop, peer);
      Queue<Long> seen = new ConcurrentLinkedQueue<>();
      Transfer sink =
          onLoop(
              channel,
              () ->
                  Bulk.datagramSink(
                      channel,
                      size,
                      (memory, offset, length, nanoTime) -> {
                        assertThat(length).isEqualTo(size);
                        seen.add(memory.get(JAVA_LONG_UNALIGNED, offset));
                      }));
      for (int i = 0; i < count; i++) {
        byte[] bytes = new byte[size];
        bytes[0] = (byte) i;
        peer.send(new DatagramPacket(bytes, size, channel.localAddress()));
      }
      await().until(() -> seen.size() == count);
      assertThat(seen).containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
      await().until(() -> sink.bytes() == (long) count * size);
      channel.close();
      assertThat(ending(sink)).isEqualTo(Ending.CLOSED);
    }
  }

  @ParameterizedTest
  @CsvSource({"EPOLL,EPOLL,500,90", "EPOLL,EPOLL,9000,9", "EPOLL,NIO,500,90", "NIO,EPOLL,500,90"})
  void whatASourceSendsASinkShows(Carrier from, Carrier to, int size, int count) throws Exception {
    try (Carrier.Loop sending = from.loop();
        Carrier.Loop receiving = to.loop()) {
      InetSocketAddress here = freeAddress();
      Channel receiver = receiving.datagrams(here, freeAddress());
      InetSocketAddress there = (InetSocketAddress) receiver.remoteAddress();
      Channel sender = sending.datagrams(there, here);
      Queue<Long> seen = new ConcurrentLinkedQueue<>();
      onLoop(
          receiver,
          () ->
              Bulk.datagramSink(
                  receiver,
                  size,
                  (memory, offset, length, nanoTime) ->
                      seen.add(memory.get(JAVA_LONG_UNALIGNED, offset))));
      Transfer source =
          Bulk.datagramSource(
              sender,
              new byte[size],
              (memory, offset, number, nanoTime) -> memory.set(JAVA_LONG_UNALIGNED, offset, number),
              new Datagrams(count, size));
      assertThat(ending(source)).isEqualTo(Ending.DONE);
      await().until(() -> source.bytes() == (long) count * size);
      await().until(() -> seen.size() == count);
      assertThat(seen).containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
      sender.close();
      receiver.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aReadThatWasAskedForBeforeTakesNothingFromASink(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
      Channel channel = connected(loop, peer);
      channel.config().setAutoRead(false);
      Queue<Integer> lengths = new ConcurrentLinkedQueue<>();
      onLoop(
          channel,
          () -> Bulk.datagramSink(channel, 5000, (memory, at, length, now) -> lengths.add(length)));
      peer.send(new DatagramPacket(new byte[5000], 5000, channel.localAddress()));
      await().until(() -> !lengths.isEmpty());
      assertThat(lengths).containsExactly(5000);
      channel.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aSourceOutlivesAPeerThatRefuses(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop()) {
      Channel channel = loop.datagrams(new InetSocketAddress(LOOPBACK, 0), freeAddress());
      Transfer source =
          Bulk.datagramSource(
              channel, new byte[100], (memory, offset, number, nanoTime) -> {}, new Slow(100));
      await().until(() -> source.bytes() >= 2000);
      assertThat(source.ended().toCompletableFuture()).isNotDone();
      source.leave();
      assertThat(ending(source)).isEqualTo(Ending.LEFT);
      channel.close();
    }
  }

  private static Channel connected(Carrier.Loop loop, DatagramSocket peer) throws Exception {
    return loop.datagrams(
        new InetSocketAddress(LOOPBACK, 0), (InetSocketAddress) peer.getLocalSocketAddress());
  }

  private static Transfer onLoop(Channel channel, java.util.concurrent.Callable<Transfer> call)
      throws Exception {
    return channel.eventLoop().submit(call).get();
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, LOOPBACK)) {
      return (InetSocketAddress) probe.getLocalSocketAddress();
    }
  }

  private static Ending ending(Transfer transfer) throws Exception {
    return transfer.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** So many, then never again. */
  private record Datagrams(int count, int size) implements Gate {
    @Override
    public long allowed(long sent, long elapsedNanos) {
      return (long) count * size - sent;
    }

    @Override
    public long delayNanos(long sent, long elapsedNanos) {
      return Long.MAX_VALUE;
    }
  }

  /** One a millisecond. */
  private record Slow(int size) implements Gate {
    @Override
    public long allowed(long sent, long elapsedNanos) {
      return elapsedNanos / 1_000_000 * size - sent;
    }

    @Override
    public long delayNanos(long sent, long elapsedNanos) {
      return (sent / size + 1) * 1_000_000 - elapsedNanos;
    }
  }
}
