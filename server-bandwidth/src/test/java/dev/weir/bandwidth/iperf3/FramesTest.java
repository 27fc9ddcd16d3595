package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramesTest {

  /** However TCP cuts the bytes. */
  enum Delivery {
    BYTE_BY_BYTE {
      @Override
      void write(EmbeddedChannel channel, List<byte[]> messages) {
        for (byte[] message : messages) {
          for (byte each : message) {
            channel.writeInbound(Unpooled.buffer(1).writeByte(each));
          }
        }
      }
    },
    WHOLE {
      @Override
      void write(EmbeddedChannel channel, List<byte[]> messages) {
        messages.forEach(message -> channel.writeInbound(Unpooled.copiedBuffer(message)));
      }
    },
    GLUED {
      @Override
      void write(EmbeddedChannel channel, List<byte[]> messages) {
        channel.writeInbound(Unpooled.copiedBuffer(messages.toArray(byte[][]::new)));
      }
    };

    abstract void write(EmbeddedChannel channel, List<byte[]> messages);
  }

  private final List<String> seen = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void aServerReadsAWholeTestHoweverItIsCut(Delivery delivery) {
    EmbeddedChannel channel = server();
    Cookie cookie = Cookie.random();
    ByteBuf name = Unpooled.buffer();
    cookie.write(name);
    delivery.write(
        channel,
        List.of(
            bytes(name),
            document("{}"),
            new byte[] {State.TEST_END.code()},
            document("{\"streams\":[]}"),
            new byte[] {State.IPERF_DONE.code()}));

    assertThat(seen)
        .containsExactly(
            "cookie " + cookie.text(), "document {}", "4", "document {\"streams\":[]}", "16");
    assertThat(channel.finish()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalMayLoseItsSecondNumber(Delivery delivery) {
    Frames frames = new Frames(Frames.Expected.STATE);
    EmbeddedChannel channel = new EmbeddedChannel(frames, new Recorder(frames));
    delivery.write(channel, List.of(new byte[] {(byte) 0xfe, 0, 0, 0, (byte) 0x8e}));
    channel.close();
    assertThat(seen).containsExactly("-2", "refusal 142 0");
  }

  @ParameterizedTest
  @EnumSource
  void aStateMayComeInPlaceOfADocument(Delivery delivery) {
    Frames frames = new Frames(Frames.Expected.DOCUMENT);
    EmbeddedChannel channel = new EmbeddedChannel(frames, new Recorder(frames));
    delivery.write(channel, List.of(new byte[] {(byte) 0xfe, 0, 0, 0, 27, 0, 0, 0, 11}));
    assertThat(seen).containsExactly("-2", "refusal 27 11");
  }

  @Test
  void aLengthOfNothingOrOfTooMuchIsToldAndNotAllocated() {
    for (byte[] length : List.of(new byte[] {0, 0, 0, 0}, new byte[] {0, 0, 0x20, 1})) {
      seen.clear();
      Frames frames = new Frames(Frames.Expected.DOCUMENT);
      frames.expectDocument(8192);
      EmbeddedChannel channel = new EmbeddedChannel(frames, new Recorder(frames));
      channel.writeInbound(Unpooled.copiedBuffer(length));
      assertThat(seen).containsExactly("oversized");
    }
  }

  @Test
  void aCookieOfAnOldClientKeepsItsAlphabetAndEndsAtItsNul() {
    ByteBuf bytes = Unpooled.buffer();
    new Cookie("SVR028.1555493204.059114").write(bytes);
    assertThat(bytes.readableBytes()).isEqualTo(Cookie.LENGTH);
    assertThat(Cookie.read(bytes).text()).isEqualTo("SVR028.1555493204.059114");
  }

  private EmbeddedChannel server() {
    Frames frames = new Frames(Frames.Expected.COOKIE);
    return new EmbeddedChannel(frames, new Recorder(frames));
  }

  private static byte[] document(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return bytes(Unpooled.buffer().writeInt(text.length).writeBytes(text));
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  /** Takes frames as a server or a client would, and says what comes next. */
  private final class Recorder extends SimpleChannelInboundHandler<Frame> {

    private final Frames frames;
    private int documents;

    Recorder(Frames frames) {
      this.frames = frames;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
      switch (frame) {
        case Frame.Named named -> {
          seen.add("cookie " + named.cookie().text());
          frames.expectDocument(8192);
        }
        case Frame.Document document -> {
          documents++;
          seen.add("document " + new String(document.bytes(), StandardCharsets.UTF_8));
          frames.expect(Frames.Expected.STATE);
        }
        case Frame.Signal signal -> {
          seen.add(String.valueOf(signal.code()));
          if (signal.code() == State.SERVER_ERROR.code()) {
            frames.expect(Frames.Expected.ERROR_NUMBERS);
          } else if (documents == 1) {
            frames.expectDocument(8192);
          }
        }
        case Frame.Refusal refusal ->
            seen.add("refusal " + refusal.number() + " " + refusal.errno());
        case Frame.Oversized oversized -> seen.add("oversized");
      }
    }
  }
}
