package dev.weir.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Weir's own client, asking an echo server. */
final class AskingClient extends SimpleChannelInboundHandler<ByteBuf> {
  private static final String WORD = "hello";

  private final CompletableFuture<String> answer;

  private AskingClient(CompletableFuture<String> answer) {
    this.answer = answer;
  }

  /** Connects, asks, and gives what comes back. */
  static String ask(TcpClient client) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Channel channel =
        client
            .pipeline(p -> p.last("answer", () -> new AskingClient(answer)))
            .connect()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    channel.writeAndFlush(Unpooled.copiedBuffer(WORD, StandardCharsets.UTF_8));
    String said = answer.orTimeout(10, TimeUnit.SECONDS).join();
    channel.close().syncUninterruptibly();
    return said;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
    answer.complete(bytes.toString(StandardCharsets.UTF_8));
  }
}
