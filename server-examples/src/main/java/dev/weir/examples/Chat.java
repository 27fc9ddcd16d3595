package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.string.LineEncoder;
import io.netty.handler.codec.string.LineSeparator;
import io.netty.handler.codec.string.StringDecoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Chat, a line a message. One idea: a broadcast never waits for its slowest member; whoever does
 * not read misses lines, at most 64 KiB wait for each, and is told how many when reading again.
 *
 * <p>Try it with {@code ncat 127.0.0.1 7010} in two terminals: the first line is your name.
 */
public final class Chat {

  private static final int LONGEST_LINE = 512;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}]{1,24}");

  private final Map<String, Consumer<String>> members = new ConcurrentHashMap<>();

  /** Creates an empty room. */
  public Chat() {}

  /** The stages of a connection to this room. */
  public Pipeline pipeline(Pipeline pipeline) {
    return pipeline
        .last("frame", () -> new LineBasedFrameDecoder(LONGEST_LINE))
        .last("decode", () -> new StringDecoder(UTF_8))
        .last("encode", () -> new LineEncoder(LineSeparator.UNIX, UTF_8))
        .last("chat", Member::new);
  }

  /** Serves one room until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server server = TcpServer.on("tcp://:7010").pipeline(new Chat()::pipeline).start()) {
      System.out.println("chat on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private void broadcast(String line) {
    members.values().forEach(member -> member.accept(line));
  }

  private final class Member extends SimpleChannelInboundHandler<String> {

    private final AtomicInteger missed = new AtomicInteger();
    private String name = "";

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
      String said = line.replaceAll("\\p{Cntrl}", "").strip();
      if (name.isEmpty()) {
        join(context.channel(), said);
      } else if (said.equals("/quit")) {
        leave(context, "bye");
      } else if (!said.isEmpty()) {
        broadcast(name + ": " + said);
      }
    }

    private void join(Channel channel, String wanted) {
      if (!NAME.matcher(wanted).matches()
          || members.putIfAbsent(wanted, line -> hear(channel, line)) != null) {
        channel.writeAndFlush("name: (expected: 1 to 24 letters or digits that nobody has)");
        return;
      }
      name = wanted;
      broadcast("* " + name + " is here, with " + (members.size() - 1) + " others");
    }

    /** Any thread: a line for this member, or one more that it has missed. */
    private void hear(Channel channel, String line) {
      if (!channel.isWritable()) {
        missed.incrementAndGet();
        return;
      }
      int lost = missed.getAndSet(0);
      channel.writeAndFlush(lost == 0 ? line : "* you missed " + lost + " lines\n" + line);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!name.isEmpty()) {
        members.remove(name);
        broadcast("* " + name + " has left");
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == DrainEvent.INSTANCE) {
        leave(context, "* the server stops");
      }
      context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (cause instanceof TooLongFrameException) {
        leave(context, "line: too long (expected: at most 512 bytes)");
      } else {
        context.fireExceptionCaught(cause);
      }
    }

    private static void leave(ChannelHandlerContext context, String farewell) {
      context.writeAndFlush(farewell).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
