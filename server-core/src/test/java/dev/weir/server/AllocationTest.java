package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a message costs the heap beside what Netty itself takes. */
final class AllocationTest {
  private static final Pattern BYTES = Pattern.compile("bytes per message: (-?[0-9]+)");

  /** Echoes with Weir's stages and without them, in a machine without other work. */
  static final class Echoing {
    private static final int MESSAGES = 20_000;

    private Echoing() {}

    public static void main(String[] arguments) throws Exception {
      long bare = perMessage(false);
      long full = perMessage(true);
      System.out.println("bare " + bare + ", full " + full);
      System.out.println("bytes per message: " + (full - bare));
    }

    private static long perMessage(boolean stages) throws Exception {
      try (Loops loops = Kind.EPOLL.loops(1);
          Server server = stages ? Kind.EPOLL.echo(Scheme.TCP, "127.0.0.1", loops) : bare(loops);
          Peer peer = Peer.of(server.endpoint())) {
        ask(peer);
        long before = allocated(loops);
        ask(peer);
        return (allocated(loops) - before) / MESSAGES;
      }
    }

    /** The meter and the errors stay: they are taken out of the channel by hand. */
    private static Server bare(Loops loops) {
      return TcpServer.on("tcp://127.0.0.1:0")
          .loops(loops)
          .pipeline(p -> p.without("timeouts").without("outbound").without("half-close"))
          .pipeline(p -> p.last("echo", BareEcho::new))
          .start();
    }

    private static void ask(Peer peer) {
      for (int i = 0; i < MESSAGES; i++) {
        peer.ask("hello");
      }
    }

    private static long allocated(Loops loops) throws Exception {
      Callable<Long> look = Echoing::allocatedByThisThread;
      return loops.group().next().submit(look).get();
    }

    /** By reflection: the module does not read the one of management. */
    private static long allocatedByThisThread() throws ReflectiveOperationException {
      Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
      Object bean = factory.getMethod("getThreadMXBean").invoke(null);
      return (long)
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes")
              .invoke(bean);
    }
  }

  /** Echoes as the only stage of its channel. */
  private static final class BareEcho extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.pipeline().remove("meter");
      ctx.pipeline().remove("errors");
      ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }
  }

  @Test
  void isNothingByOurStages() {
    String said = Program.run(Echoing.class, "-Dio.netty.leakDetection.level=disabled");
    assertThat(said).containsPattern(BYTES);
    List<Long> bytes =
        BYTES.matcher(said).results().map(result -> Long.parseLong(result.group(1))).toList();
    assertThat(bytes.getFirst()).as(said).isLessThan(4);
  }
}
