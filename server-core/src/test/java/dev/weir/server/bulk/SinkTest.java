package dev.weir.server.bulk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinkTest {

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void everyByteIsCountedUpToTheEndOfStream(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      Transfer sink = sink(pair);
      write(pair, 300, 100_003);
      pair.peer().close();
      assertThat(ending(sink)).isEqualTo(Ending.PEER_CLOSED);
      assertThat(sink.bytes()).isEqualTo(30_000_900);
      await().until(() -> !pair.channel().isOpen());
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void whatArrivesAfterLeavingIsThePipelinesAgain(Carrier carrier) throws Exception {
    Queue<String> read = new ConcurrentLinkedQueue<>();
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected(c -> c.pipeline().addLast(new Collect(read)))) {
      pair.peer().getOutputStream().write("before ".getBytes(US_ASCII));
      await().untilAsserted(() -> assertThat(String.join("", read)).isEqualTo("before "));
      Transfer sink = sink(pair);
      write(pair, 10, 1000);
      await().until(() -> sink.bytes() == 10_000);
      sink.leave();
      assertThat(ending(sink)).isEqualTo(Ending.LEFT);
      pair.peer().getOutputStream().write("after".getBytes(US_ASCII));
      await().untilAsserted(() -> assertThat(String.join("", read)).isEqualTo("before after"));
      assertThat(sink.bytes()).isEqualTo(10_000);
      assertThat(pair.channel().isActive()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aResetIsAFailure(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      Transfer sink = sink(pair);
      write(pair, 1, 10);
      await().until(() -> sink.bytes() == 10);
      pair.peer().setSoLinger(true, 0);
      pair.peer().close();
      assertThat(ending(sink)).isEqualTo(Ending.FAILED);
      await().until(() -> !pair.channel().isOpen());
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void closingTheChannelEndsTheConnectionAtOnce(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      Transfer sink = sink(pair);
      write(pair, 1, 10);
      await().until(() -> sink.bytes() == 10);
      pair.channel().close();
      assertThat(ending(sink)).isEqualTo(Ending.CLOSED);
      pair.peer().setSoTimeout(5000);
      assertThat(pair.peer().getInputStream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aHalfClosedPeerCanStillBeAnswered(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair =
            loop.connected(c -> c.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true))) {
      Transfer sink = sink(pair);
      write(pair, 5, 1000);
      pair.peer().shutdownOutput();
      assertThat(ending(sink)).isEqualTo(Ending.PEER_CLOSED);
      assertThat(sink.bytes()).isEqualTo(5000);
      pair.channel().writeAndFlush(pair.channel().alloc().buffer().writeByte(7)).sync();
      assertThat(pair.peer().getInputStream().read()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aClosedChannelEndsAtOnce(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      pair.channel().close().sync();
      assertThat(ending(Bulk.sink(pair.channel()))).isEqualTo(Ending.CLOSED);
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aFloodLeavesTheLoopToOthers(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair flood = loop.connected();
        Carrier.Pair other = loop.connected(c -> c.pipeline().addLast(new Echo()))) {
      Transfer sink = sink(flood);
      Thread writer = Thread.startVirtualThread(() -> writeUntilClosed(flood));
      Awaitility.await().until(() -> sink.bytes() > 0);
      other.peer().setSoTimeout(5000);
      for (int i = 0; i < 50; i++) {
        other.peer().getOutputStream().write(i);
        assertThat(other.peer().getInputStream().read()).isEqualTo(i);
      }
      flood.peer().close();
      writer.join();
    }
  }

  /** Entered before this returns: what arrives from now on is the sink's. */
  private static Transfer sink(Carrier.Pair pair) throws Exception {
    return pair.channel().eventLoop().submit(() -> Bulk.sink(pair.channel())).get();
  }

  /** After much, little is counted too, though it is less than the kernel was told to wait for. */
  @ParameterizedTest
  @EnumSource(Carrier.class)
  void theLastFewBytesOfAFloodAreCountedWhileTheStreamStaysOpen(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      Transfer sink = sink(pair);
      write(pair, 600, 1 << 20);
      write(pair, 1, 3);
      await().until(() -> sink.bytes() == (600L << 20) + 3);
      write(pair, 1, 7);
      await().until(() -> sink.bytes() == (600L << 20) + 10);
    }
  }

  private static void writeUntilClosed(Carrier.Pair pair) {
    try {
      while (true) {
        write(pair, 1, 1 << 20);
      }
    } catch (Exception closed) {
      // That is how this ends.
    }
  }

  private static void write(Carrier.Pair pair, int times, int bytes) throws Exception {
    OutputStream out = pair.peer().getOutputStream();
    byte[] block = new byte[bytes];
    for (int i = 0; i < times; i++) {
      out.write(block);
    }
  }

  private static Ending ending(Transfer transfer) throws Exception {
    return transfer.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static final class Collect extends SimpleChannelInboundHandler<ByteBuf> {
    private final Queue<String> text;

    Collect(Queue<String> text) {
      this.text = text;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      text.add(message.toString(US_ASCII));
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      context.writeAndFlush(message.retain());
    }
  }
}
