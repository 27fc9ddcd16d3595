package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Messages as a stranger may bend them: each is understood or refused with a number of the
 * protocol, and nothing else happens. {@code -Dweir.fuzz.messages=5000000} looks longer; the seed
 * is in the message of what fails.
 */
class MutatedMessagesTest {

  private static final int MESSAGES = Integer.getInteger("weir.fuzz.messages", 5_000);
  private static final long SEED = Long.getLong("weir.fuzz.seed", System.nanoTime());

  private static final List<String> PARAMETERS =
      List.of(
          "{\"tcp\":true,\"omit\":0,\"time\":1,\"num\":0,\"blockcount\":0,\"parallel\":1,"
              + "\"len\":8192,\"bandwidth\":10000000,\"pacing_timer\":1000,\"client_version\":\"3.12\"}",
          "{\"udp\":true,\"time\":18446744073709551615,\"parallel\":128,\"len\":1e3,\"TOS\":32,"
              + "\"title\":\"\\u00e9\\ud83d\\ude00\",\"extra_data\":\"x\",\"congestion\":\"cubic\","
              + "\"gso\":1,\"gso_dg_size\":1460,\"gso_bf_size\":64240,\"gro\":1}",
          "{\"authtoken\":\"TWFu\",\"reverse\":true,\"mptcp\":true,\"flowlabel\":5,\"MSS\":1000,"
              + "\"window\":65536,\"burst\":5,\"fqrate\":-1,\"server_affinity\":1,\"skip_rx_copy\":1}",
          "[[[[{}]]]]");

  private static final List<String> RESULTS =
      List.of(
          "{\"cpu_util_total\":4.4,\"cpu_util_user\":2.0,\"cpu_util_system\":2.4,"
              + "\"sender_has_retransmits\":18446744073709551615,\"congestion_used\":\"bbr\","
              + "\"streams\":[{\"id\":1,\"bytes\":1253376,\"retransmits\":0,\"jitter\":9.7e-06,"
              + "\"errors\":0,\"omitted_errors\":0,\"packets\":5,\"omitted_packets\":1,"
              + "\"start_time\":0,\"end_time\":1.000171},{\"id\":3,\"bytes\":1,\"retransmits\":0,"
              + "\"jitter\":0,\"errors\":0,\"packets\":0}],\"server_output_text\":\"a\\nb\"}",
          "{\"cpu_util_total\":1,\"cpu_util_user\":1,\"cpu_util_system\":0,"
              + "\"sender_has_retransmits\":-1,\"server_output_json\":{\"start\":{}},\"streams\":[]}");

  private final Random random = new Random(SEED);

  /** Changes, takes out, doubles and cuts. */
  private byte[] mutated(List<String> of) {
    byte[] bytes = of.get(random.nextInt(of.size())).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(6); i > 0 && bytes.length > 1; i--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> changed(bytes, at);
            case 1 -> joined(bytes, at, at + 1 + random.nextInt(bytes.length - at));
            case 2 -> joined(bytes, at, random.nextInt(at + 1));
            default -> joined(bytes, at, bytes.length);
          };
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] =
        (byte) (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,-0e\\".charAt(at % 11));
    return copy;
  }

  /** The beginning up to one place, and the rest from another. */
  private static byte[] joined(byte[] bytes, int to, int from) {
    byte[] copy = new byte[to + bytes.length - from];
    System.arraycopy(bytes, 0, copy, 0, to);
    System.arraycopy(bytes, from, copy, to, bytes.length - from);
    return copy;
  }

  private interface Reader {
    void read(byte[] message) throws TestFailure;
  }

  private void all(List<String> of, Reader reader) {
    int refused = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = mutated(of);
      try {
        reader.read(message);
      } catch (TestFailure failure) {
        refused++;
      } catch (RuntimeException | AssertionError bug) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        throw new AssertionError("seed " + SEED + ", message " + i + ": " + text, bug);
      }
    }
    assertThat(refused).as("seed %d", SEED).isBetween(MESSAGES / 10, MESSAGES - MESSAGES / 50);
  }

  @Test
  void parameters() {
    all(
        PARAMETERS,
        message -> {
          TestParameters read = ParameterMessage.read(message).parameters();
          assertThat(read.streams()).isBetween(1, 256);
          assertThat(read.blockSize()).isBetween(1, 1 << 20);
          assertThat(read.settings().omit()).isBetween(0, 600);
          assertThat(ParameterMessage.write(read).length).isPositive();
        });
  }

  @Test
  void results() {
    all(
        RESULTS,
        message -> {
          ResultsMessage read = ResultsMessage.read(message);
          assertThat(read.results().streams().size()).isBetween(0, 256);
          assertThat(read.write().length).isPositive();
        });
  }

  @Test
  void frames() {
    for (int i = 0; i < MESSAGES; i++) {
      Frames.Expected[] all = Frames.Expected.values();
      Frames frames = new Frames(all[random.nextInt(all.length)]);
      EmbeddedChannel channel = new EmbeddedChannel(frames);
      byte[] bytes = new byte[random.nextInt(90)];
      random.nextBytes(bytes);
      if (bytes.length > 3 && random.nextBoolean()) {
        bytes[0] = 0;
        bytes[1] = 0;
      }
      int told = 0;
      try {
        for (int at = 0; at < bytes.length; ) {
          int part = Math.min(bytes.length - at, 1 + random.nextInt(40));
          channel.writeInbound(Unpooled.copiedBuffer(bytes, at, part));
          at += part;
        }
        channel.finish();
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
          assertThat(frame).isInstanceOf(Frame.class);
          told++;
        }
      } catch (DecoderException | AssertionError bug) {
        throw new AssertionError("seed " + SEED + ", message " + i, bug);
      }
      assertThat(told).isLessThanOrEqualTo(bytes.length);
    }
  }

  @Test
  void hellos() {
    for (int i = 0; i < MESSAGES; i++) {
      byte[] bytes = new byte[random.nextInt(9)];
      random.nextBytes(bytes);
      ByteBuf datagram = Unpooled.wrappedBuffer(bytes);
      boolean hello = Hello.isHello(datagram);
      assertThat(hello && Hello.isReply(datagram)).isFalse();
      assertThat(datagram.readableBytes()).isEqualTo(bytes.length);
    }
  }
}
