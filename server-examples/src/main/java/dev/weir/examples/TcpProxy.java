package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.TcpClient;
import dev.weir.server.TcpServer;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy. One idea: back-pressure crosses from one connection to another; each side is read
 * only while the other is writable, so the proxy holds some 100 KiB for each direction, however
 * fast one side sends and however slowly the other reads.
 *
 * <p>The end of either side's output is passed on, a reset too, and what has come is sent before.
 * Try it with {@code weir serve proxy --listen tcp://:7080 --to tcp://example.org:80}.
 */
public final class TcpProxy {

  private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);

  private final TcpClient target;

  /** A proxy for this server. */
  public TcpProxy(Endpoint to) {
    target = TcpClient.to(to);
  }

  /** The stages of a client's connection: reading on and off and half-closing are ours. */
  public Pipeline pipeline(Pipeline pipeline) {
    return pipeline
        .without(Pipeline.OUTBOUND)
        .without(Pipeline.HALF_CLOSE)
        .last("relay", Connector::new);
  }

  /** Serves until the process is ended; the argument is where to. */
  public static void main(String[] arguments) throws InterruptedException {
    TcpProxy proxy = new TcpProxy(Endpoint.parse(arguments[0]));
    try (Server server = TcpServer.on("tcp://:7080").pipeline(proxy::pipeline).start()) {
      System.out.println("proxy on " + server.endpoint());
      server.awaitClosed();
    }
  }

  /** Stands on a client's connection until the other one is there. */
  private final class Connector extends ChannelInboundHandlerAdapter {

    private final Queue<Object> early = new ArrayDeque<>();

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel front = context.channel();
      front.config().setAutoRead(false);
      CompletableFuture<Channel> connecting =
          target.pipeline(p -> p.last("relay", () -> new Relay(front))).connect();
      front.closeFuture().addListener(closed -> connecting.cancel(true));
      connecting.whenCompleteAsync(
          (back, failure) -> connected(context, back, failure), context.executor());
    }

    /** Netty reads once without being asked where the client ends its side: 64 KiB at most. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      early.add(message);
    }

    private void connected(
        ChannelHandlerContext context, @Nullable Channel back, @Nullable Throwable failure) {
      if (back == null) {
        LOG.debug("{}: {}", context.channel(), String.valueOf(failure));
        // A reset says that nobody was there; an empty answer would look like one.
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
      } else if (context.isRemoved()) {
        back.close();
      } else {
        join(context, back);
      }
    }

    private void join(ChannelHandlerContext context, Channel back) {
      while (!early.isEmpty()) {
        back.write(early.remove());
      }
      back.flush();
      Relay relay = new Relay(back);
      context.pipeline().replace(this, "relay", relay);
      if (((DuplexChannel) context.channel()).isInputShutdown()) {
        relay.endInput();
      }
      back.config().setAutoRead(true);
      context.channel().config().setAutoRead(true);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      early.forEach(ReferenceCountUtil::release);
    }
  }
}
