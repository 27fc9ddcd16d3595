package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.string.LineEncoder;
import io.netty.handler.codec.string.LineSeparator;
import io.netty.handler.codec.string.StringDecoder;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A line-based protocol. One idea: a protocol is a pipeline of named stages, most of them Netty's
 * own codecs, unchanged; the handler at the end sees lines and knows nothing of bytes.
 *
 * <pre>{@code
 * $ ncat 127.0.0.1 7008
 * upper hello
 * HELLO
 * quit
 * bye
 * }</pre>
 */
public final class LineCommands {

  private static final int LONGEST_LINE = 1024;

  private static final Map<String, UnaryOperator<String>> COMMANDS =
      Map.of(
          "upper", String::toUpperCase,
          "reverse", text -> new StringBuilder(text).reverse().toString(),
          "length", text -> Integer.toString(text.codePointCount(0, text.length())));

  private LineCommands() {}

  /** The stages of a connection: bytes, lines, text, commands. */
  public static Pipeline pipeline(Pipeline pipeline) {
    return pipeline
        .last("frame", () -> new LineBasedFrameDecoder(LONGEST_LINE, true, true))
        .last("decode", () -> new StringDecoder(UTF_8))
        .last("encode", () -> new LineEncoder(LineSeparator.UNIX, UTF_8))
        .last("commands", CommandHandler::new);
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = TcpServer.on("tcp://:7008").pipeline(LineCommands::pipeline).start()) {
      System.out.println("line commands on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private static final class CommandHandler extends SimpleChannelInboundHandler<String> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
      String[] words = line.strip().split("\\s+", 2);
      if (words[0].equals("quit")) {
        close(context, "bye");
      } else {
        context.write(answer(words[0], words.length > 1 ? words[1] : ""));
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      boolean tooLong = cause instanceof TooLongFrameException;
      close(context, tooLong ? "error: line (expected: at most 1024 bytes)" : "error");
    }

    private static String answer(String command, String text) {
      UnaryOperator<String> operator = COMMANDS.get(command);
      return operator == null
          ? "error: " + command + " (expected: upper, reverse, length, quit)"
          : operator.apply(text);
    }

    private static void close(ChannelHandlerContext context, String farewell) {
      context.writeAndFlush(farewell).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
