package dev.weir.it.benchmark.micro;

import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Tally;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.pipeline.Pipeline;
import dev.weir.server.pipeline.Shaper;
import dev.weir.server.shaping.ServerPaces;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A message through the stages and back, without a socket: what Netty's own channel takes is in.
 */
public class StageBenchmark {
  /** What Netty's channel for tests takes itself. */
  private static final double CHANNEL = 120;

  /** Through no stage but the echo, to compare with. */
  @Benchmark
  @Budget(bytes = CHANNEL + Budget.NO_OBJECT)
  public void none(None channel) {
    channel.echo();
  }

  /** Through the stages of each TCP server. */
  @Benchmark
  @Budget(bytes = CHANNEL + Budget.NO_OBJECT)
  public void usual(Usual channel) {
    channel.echo();
  }

  /** Through those, and one that keeps to rates. */
  @Benchmark
  @Budget(bytes = CHANNEL + Budget.NO_OBJECT)
  public void shaped(Shaped channel) {
    channel.echo();
  }

  /** One message goes round and round in a channel. */
  abstract static class Round {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ByteBuf message = Unpooled.directBuffer(64).writeZero(64);

    Round(Pipeline pipeline, boolean bare, Limits limits) {
      new Traffic(new Tally()).attach(channel);
      limits.attach(channel);
      if (bare) {
        channel.pipeline().addLast(new Echo());
      } else {
        pipeline.last("echo", Echo::new).install(channel.pipeline());
        Shaper.follow(channel, new ServerPaces(), limits);
      }
    }

    final void echo() {
      channel.writeInbound(message.retain());
      ByteBuf back = channel.readOutbound();
      if (back == null) {
        throw new IllegalStateException("no echo");
      }
      back.release();
    }

    final void end() {
      channel.finishAndReleaseAll();
      message.release();
    }
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  /** A channel without Weir. */
  @State(Scope.Thread)
  public static class None extends Round {
    /** Makes it. */
    public None() {
      super(Pipeline.tcp(), true, Limits.defaults());
    }

    /** Ends. */
    @TearDown
    public void stop() {
      end();
    }
  }

  /** A channel with the stages of TCP. */
  @State(Scope.Thread)
  public static class Usual extends Round {
    /** Makes it. */
    public Usual() {
      super(Pipeline.tcp(), false, Limits.defaults());
    }

    /** Ends. */
    @TearDown
    public void stop() {
      end();
    }
  }

  /** A channel with a rate that is never reached. */
  @State(Scope.Thread)
  public static class Shaped extends Round {
    private static final long MOST = 1L << 40;

    /** Makes it. */
    public Shaped() {
      super(Pipeline.tcp(), false, Limits.defaults().rates(MOST, MOST));
    }

    /** Ends. */
    @TearDown
    public void stop() {
      end();
    }
  }
}
