package dev.weir.it.faults;

import dev.weir.server.DrainReport;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers every line {@code WHO NUMBER} by the same line, and keeps a ledger: the highest number
 * whose answer was written, for each who. SIGTERM drains it; then it prints the ledger. A process
 * of its own, so that it can be put into a namespace, starved and signalled.
 */
final class LedgerServer {

  static final String READY = "ledger open";
  static final String ACKNOWLEDGED = "acknowledged";
  static final String DONE = "ledger closed";

  // Small, so that a listener can be made to overflow.
  private static final int BACKLOG = 16;
  private static final int LONGEST_LINE = 64;
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private static final Map<String, Long> LEDGER = new ConcurrentHashMap<>();

  private LedgerServer() {}

  /** Serves on the endpoint of its one argument until SIGTERM. */
  public static void main(String[] arguments) throws InterruptedException {
    Server server =
        TcpServer.on(arguments[0])
            .options("BACKLOG=" + BACKLOG)
            .pipeline(stages ->
                stages
                    .last("lines", () -> new LineBasedFrameDecoder(LONGEST_LINE))
                    .last("ledger", Answer::new))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "ledger"));
    System.out.println(READY);
    server.awaitClosed();
  }

  private static void close(Server server) {
    DrainReport report = server.drain(DRAIN).toCompletableFuture().join();
    LEDGER.forEach((who, number) -> System.out.println(ACKNOWLEDGED + " " + who + " " + number));
    System.out.println(DONE + " " + report);
    System.out.flush();
  }

  private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
      String[] words = line.toString(StandardCharsets.US_ASCII).split(" ", 2);
      long number = Long.parseLong(words[1]);
      ByteBuf answer = context.alloc().buffer().writeBytes(line).writeByte('\n');
      context
          .writeAndFlush(answer)
          .addListener(written -> {
            if (written.isSuccess()) {
              LEDGER.merge(words[0], number, Math::max);
            }
          });
    }
  }
}
