package dev.weir.server.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.server.TcpServer;
import dev.weir.server.connection.Connection;
import dev.weir.server.connection.ConnectionHandler;
import dev.weir.server.testing.SplitVerifier;
import dev.weir.server.testing.TestPeer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The verifier passes what is right, and names the first cut that makes a difference. */
final class SplitVerifierTest {
  private static SplitVerifier verifier(Supplier<ChannelHandler> decoder) {
    TcpServer recipe = TcpServer.on("tcp://:0").pipeline(p -> p.last("decoder", decoder));
    return SplitVerifier.of(() -> TestPeer.inStep(recipe));
  }

  @Test
  void rightDecodersPass() {
    verifier(() -> new LineBasedFrameDecoder(80))
        .message("one\r\n")
        .message("two\n")
        .message("\n")
        .expect("one", "two", "")
        .verify();
    verifier(() -> new LengthFieldBasedFrameDecoder(10, 0, 1, 0, 1))
        .message((byte) 2, (byte) 'h', (byte) 'i')
        .message((byte) 0)
        .expect("hi", "")
        .verify();
  }

  @Test
  void failuresAreOutputsToo() {
    verifier(() -> new LineBasedFrameDecoder(3)).message("much too long\n").verify();
  }

  @Test
  void outputsAreWhatWasExpected() {
    assertThatThrownBy(
            () -> verifier(() -> new LineBasedFrameDecoder(80)).message("a\n").expect("b").verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("messages [a]")
        .hasMessageContaining("(expected: [b])");
  }

  /** Takes what one read brings for a whole line, as many first decoders do. */
  private static final class OneReadOneLine extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      ctx.fireChannelRead(bytes.toString(UTF_8));
      bytes.release();
    }
  }

  @Test
  void aDecoderThatTrustsReadsIsFound() {
    assertThatThrownBy(() -> verifier(OneReadOneLine::new).message("hello\n").verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("byte by byte, \"h\" | \"e\" | \"l\"");
  }

  /** Answers each line in capitals; right, unless it forgets what it has kept. */
  private static final class Shout implements ConnectionHandler {
    private final StringBuilder line = new StringBuilder();
    private final boolean forgetful;

    Shout(boolean forgetful) {
      this.forgetful = forgetful;
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        char next = (char) bytes.get();
        line.append(next);
        if (next == '\n') {
          connection.write(line.toString().toUpperCase(Locale.ROOT));
          line.setLength(0);
        }
      }
      if (forgetful && line.length() == 4) {
        line.setLength(0);
      }
    }
  }

  private static SplitVerifier shouting(boolean forgetful) {
    TcpServer recipe = TcpServer.on("tcp://:0").handle(() -> new Shout(forgetful));
    return SplitVerifier.of(() -> TestPeer.inStep(recipe)).message("one\n").message("seven\n");
  }

  @Test
  void repliesAreOutputsToo() {
    shouting(false).expect("ONE\\nSEVEN\\n").verify();
    assertThatThrownBy(() -> shouting(true).verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("byte by byte");
  }

  /** Wrong only where a read ends in the middle of a word of more than four letters. */
  private static final class WrongAtFour extends ByteToMessageDecoder {
    private boolean first = true;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      if (first && in.readableBytes() == 4) {
        out.add("four");
      }
      first = false;
      if (in.readableBytes() >= 6) {
        out.add(in.readString(6, UTF_8));
      }
    }
  }

  @Test
  void aCutInTwoIsNamedByItsPosition() {
    assertThatThrownBy(() -> verifier(WrongAtFour::new).message("abcdef").verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in two pieces, cut at byte 4, \"abcd\" | \"ef\"");
  }

  @Test
  void aTaskIsVerifiedInRealTime() {
    TcpServer recipe =
        TcpServer.on("tcp://:0")
            .serve(connection -> {
              for (String line : connection.lines(UTF_8, 80)) {
                connection.write(line.toUpperCase(Locale.ROOT) + "\n");
              }
            });
    SplitVerifier.of(() -> TestPeer.of(recipe)).message("one\r\n").message("two\n").verify();
  }

  @Test
  void aLeakIsFound() {
    SplitVerifier leaking =
        verifier(() ->
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.fireChannelRead("kept");
              }
            });
    assertThatThrownBy(leaking.message("x")::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not released");
  }

  /** Wrong only where the second read brings two bytes, and a third follows. */
  private static final class WrongInThree extends ByteToMessageDecoder {
    private int reads;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
      reads++;
      if (reads == 2 && ((ByteBuf) message).readableBytes() == 2) {
        ctx.fireChannelRead("two");
      }
      super.channelRead(ctx, message);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      if (in.readableBytes() == 9) {
        out.add(in.readString(9, UTF_8));
      }
    }
  }

  @Test
  void aRandomCutIsNamedWithItsSeed() {
    SplitVerifier seeded = verifier(WrongInThree::new).message("abcdefg").message("hi").seed(42);
    AssertionError first = catchThrowableOfType(AssertionError.class, seeded::verify);
    assertThat(first).hasMessageContaining("message by message");
    SplitVerifier single = verifier(WrongInThree::new).message("abcdefghi").seed(42);
    AssertionError failure = catchThrowableOfType(AssertionError.class, single::verify);
    assertThat(failure).hasMessageMatching("(?s).*cut at byte.*");
    assertThat(catchThrowableOfType(AssertionError.class, single::verify))
        .hasMessage(failure.getMessage());
  }
}
