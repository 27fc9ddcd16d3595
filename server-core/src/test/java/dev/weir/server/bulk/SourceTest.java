package dev.weir.server.bulk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceTest {
  private static final Payload DIGITS = Payload.of("0123456789".getBytes(US_ASCII));

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void whatTheKernelSendsFromItsOwnPagesIsTheSame(Carrier carrier) throws Exception {
    follows(carrier, Payload.uncopied("0123456789".getBytes(US_ASCII)));
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void thePayloadFollowsWhatWasWrittenBeforeWithoutAGap(Carrier carrier) throws Exception {
    follows(carrier, DIGITS);
  }

  private static void follows(Carrier carrier, Payload payload) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      pair.channel().writeAndFlush(Unpooled.copiedBuffer("cookie", US_ASCII));
      Transfer source = Bulk.source(pair.channel(), payload, new Quota(3_000_005));
      InputStream in = pair.peer().getInputStream();
      assertThat(new String(in.readNBytes(6), US_ASCII)).isEqualTo("cookie");
      byte[] read = in.readNBytes(3_000_005);
      assertThat(source.ended().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .isEqualTo(Ending.DONE);
      for (int i = 0; i < read.length; i++) {
        assertThat(read[i]).isEqualTo((byte) ('0' + i % 10));
      }
      await().until(() -> source.bytes() == 3_000_005);
      pair.channel().writeAndFlush(Unpooled.copiedBuffer("end", US_ASCII));
      assertThat(new String(in.readNBytes(3), US_ASCII)).isEqualTo("end");
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aSlowReaderGetsEverythingThatIsCounted(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      Transfer source = Bulk.source(pair.channel(), DIGITS, Gate.OPEN);
      pair.peer().getInputStream().skipNBytes(20_000_000);
      source.leave();
      assertThat(source.ended().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .isEqualTo(Ending.LEFT);
      pair.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> pair.channel().close());
      long rest = pair.peer().getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      assertThat(source.bytes()).isEqualTo(20_000_000 + rest);
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void aPeerThatResetsEndsItEvenWhileTheGateIsShut(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      Transfer source = Bulk.source(pair.channel(), DIGITS, new Rate(1));
      await().until(() -> source.bytes() > 0);
      pair.peer().setSoLinger(true, 0);
      pair.peer().close();
      assertThat(source.ended().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .isIn(Ending.FAILED, Ending.PEER_CLOSED);
      await().until(() -> !pair.channel().isOpen());
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void theGatesRateHolds(Carrier carrier) throws Exception {
    try (Carrier.Loop loop = carrier.loop();
        Carrier.Pair pair = loop.connected()) {
      long start = System.nanoTime();
      Transfer source = Bulk.source(pair.channel(), DIGITS, new Rate(10_000_000));
      pair.peer().getInputStream().skipNBytes(5_000_000);
      double seconds = (System.nanoTime() - start) / 1e9;
      // Never faster than the gate; how much slower is the machine's, and a benchmark's question.
      assertThat(seconds).isBetween(0.49, 5.0);
      source.leave();
    }
  }

  /** So many bytes, then never again. */
  private record Quota(long limit) implements Gate {
    @Override
    public long allowed(long sent, long elapsedNanos) {
      return limit - sent;
    }

    @Override
    public long delayNanos(long sent, long elapsedNanos) {
      return Long.MAX_VALUE;
    }
  }

  /** So many bytes a second. */
  private record Rate(long bytesPerSecond) implements Gate {
    @Override
    public long allowed(long sent, long elapsedNanos) {
      return 1 + (long) (elapsedNanos / 1e9 * bytesPerSecond) - sent;
    }

    @Override
    public long delayNanos(long sent, long elapsedNanos) {
      return (long) ((sent + 1) * 1e9 / bytesPerSecond) - elapsedNanos;
    }
  }
}
