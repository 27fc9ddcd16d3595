package dev.weir.examples.keyvalue;

import dev.weir.examples.keyvalue.KeyValueRequests.Request;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.pipeline.Farewell;
import dev.weir.server.pipeline.Pipeline;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.FixedRedisMessagePool;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.RedisEncoder;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A key-value server that redis-cli and redis-benchmark can talk to. One idea: connections share
 * one store without a lock around it, and requests may be pipelined without bound while memory is
 * bounded; a request is run only while its answer can leave.
 *
 * <p>Try it with {@code redis-cli -p 7379} or {@code redis-benchmark -p 7379 -t set,get -P 16}; its
 * commands are the table in {@link KeyValueCommands}. MSET is atomic for each key, not for all.
 */
public final class KeyValueServer {

  private static final long STORE_BYTES = 256L * 1024 * 1024;
  private static final int LONGEST_LINE = 4096;

  private final KeyValueCommands commands;

  /** Creates a server with an empty store of 256 MiB. */
  public KeyValueServer() {
    this(STORE_BYTES);
  }

  /** Creates a server whose store takes so many bytes. */
  public KeyValueServer(long bytes) {
    commands = new KeyValueCommands(new KeyValueStore(bytes, () -> System.nanoTime() / 1_000_000));
  }

  /** The stages of a connection to this store. */
  public Pipeline pipeline(Pipeline pipeline) {
    return pipeline
        .without(Pipeline.HALF_CLOSE)
        .last("decode", () -> new RedisDecoder(LONGEST_LINE, FixedRedisMessagePool.INSTANCE, true))
        .last("encode", RedisEncoder::new)
        .last("requests", KeyValueRequests::new)
        .last("commands", RequestHandler::new);
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    KeyValueServer keyValue = new KeyValueServer();
    try (Server server = TcpServer.on("tcp://:7379").pipeline(keyValue::pipeline).start()) {
      System.out.println("key-value server on " + server.endpoint());
      server.awaitClosed();
    }
  }

  private final class RequestHandler extends SimpleChannelInboundHandler<Request> {

    private final Queue<Request> waiting = new ArrayDeque<>();
    private Optional<String> complaint = Optional.empty();
    private boolean lastCame;
    private boolean ended;

    @Override
    protected void channelRead0(ChannelHandlerContext context, Request request) {
      if (!lastCame) {
        waiting.add(request);
        lastCame = request.name().equals("QUIT");
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      answer(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      answer(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent || event == DrainEvent.INSTANCE) {
        lastCame = true;
        answer(context);
      }
      context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!(cause instanceof DecoderException)) {
        context.fireExceptionCaught(cause);
      } else if (!lastCame) {
        complaint = Optional.of(KeyValueError.protocol(cause));
        lastCame = true;
        answer(context);
      }
    }

    /** Runs what can be answered now; while answers wait for the peer, Weir does not read on. */
    private void answer(ChannelHandlerContext context) {
      while (!waiting.isEmpty() && context.channel().isWritable()) {
        context.write(commands.answer(waiting.remove()), context.voidPromise());
      }
      context.flush();
      if (lastCame && waiting.isEmpty() && !ended) {
        ended = true;
        complaint.ifPresent(text -> context.write(new ErrorRedisMessage(text)));
        context
            .writeAndFlush(Unpooled.EMPTY_BUFFER)
            .addListener(sent -> Farewell.begin(context.channel()));
      }
    }
  }
}
