package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.connection.Connection;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.endpoint.Scheme;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who is connected, as far as it knows, when the drain begins is served: nobody is reset. To close
 * early is what is tested.
 */
@SuppressWarnings("try")
final class LastCallTest {
  private static final int WAITING = 300;
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Ends when it is told to finish, as a protocol without messages under way does. */
  private static final class Polite extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == DrainEvent.INSTANCE) {
        ctx.close();
      }
    }
  }

  private static void shout(Connection connection) throws IOException {
    for (String line : connection.lines(UTF_8, 100)) {
      connection.write(line.toUpperCase(java.util.Locale.ROOT) + "\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void servesWhoWaitedToBeAccepted(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p -> p.last("polite", Polite::new))
                .start()) {
      List<Peer> waiting = new ArrayList<>();
      CompletionStage<DrainReport> drained = drainOver(loops, server, waiting, "in\n");
      for (Peer peer : waiting) {
        assertThat(peer.receive(3)).asString(UTF_8).isEqualTo("in\n");
        assertThat(peer.ended()).isTrue();
        peer.close();
      }
      assertThat(get(drained)).isEqualTo(new DrainReport(WAITING, 0, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void servesTheLinesOfWhoWaited(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .serve(LastCallTest::shout)
                .start()) {
      List<Peer> waiting = new ArrayList<>();
      CompletionStage<DrainReport> drained = drainOver(loops, server, waiting, "in\n");
      for (Peer peer : waiting) {
        assertThat(peer.receive(3)).asString(UTF_8).isEqualTo("IN\n");
        assertThat(peer.ended()).isTrue();
        peer.close();
      }
      assertThat(get(drained)).isEqualTo(new DrainReport(WAITING, 0, 0));
    }
  }

  /** A peer that is let in and says nothing is told to finish soon, and does not hold the drain. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void doesNotWaitForWhoSaysNothing(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p -> p.last("polite", Polite::new))
                .start()) {
      List<Peer> waiting = new ArrayList<>();
      CompletionStage<DrainReport> drained = drainOver(loops, server, waiting, "");
      assertThat(get(drained)).isEqualTo(new DrainReport(WAITING, 0, 0));
      waiting.forEach(Peer::close);
    }
  }

  /** The deadline holds for them too, also for who is let in after it has passed. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void forcesThemAtTheDeadline(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(scheme, loops)) {
      List<Peer> waiting = new ArrayList<>();
      CompletionStage<DrainReport> drained =
          drainOver(loops, server, waiting, "in\n", Duration.ZERO);
      DrainReport report = get(drained);
      assertThat(report.forced() + report.finished()).isLessThanOrEqualTo(WAITING);
      assertThat(server.closed()).isTrue();
      waiting.forEach(Peer::close);
    }
  }

  private static CompletionStage<DrainReport> drainOver(
      Loops loops, Server server, List<Peer> waiting, String words) throws Exception {
    return drainOver(loops, server, waiting, words, LONG);
  }

  /** Begins a drain while many wait, of whom a busy loop knows nothing. */
  private static CompletionStage<DrainReport> drainOver(
      Loops loops, Server server, List<Peer> waiting, String words, Duration deadline)
      throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    loops
        .group()
        .next()
        .submit(() -> {
          busy.countDown();
          return goOn.await(20, TimeUnit.SECONDS);
        });
    assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < WAITING; i++) {
      Peer peer = Peer.of(server.endpoint());
      peer.send(words.getBytes(UTF_8));
      waiting.add(peer);
    }
    CompletionStage<DrainReport> drained = server.drain(deadline);
    goOn.countDown();
    return drained;
  }

  private static DrainReport get(CompletionStage<DrainReport> drained) {
    return drained.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** A handler may end its own server: from its loop, and from a task's thread. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void mayBeginInAHandler(Kind kind, Scheme scheme) throws Exception {
    CompletableFuture<Server> itself = new CompletableFuture<>();
    CompletableFuture<DrainReport> report = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .handle(() ->
                    (connection, bytes) -> {
                      connection.write("bye");
                      connection.close();
                      itself.join().drain(LONG).thenAccept(report::complete);
                    })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      itself.complete(server);
      peer.send(new byte[1]);
      assertThat(peer.receive(3)).asString(UTF_8).isEqualTo("bye");
      peer.close();
      assertThat(report.get(20, TimeUnit.SECONDS)).isEqualTo(new DrainReport(1, 0, 0));
      Awaitility.await().until(server::closed);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void mayBeginInATask(Kind kind, Scheme scheme) throws Exception {
    CompletableFuture<Server> itself = new CompletableFuture<>();
    CompletableFuture<DrainReport> report = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .serve(connection -> {
                  connection.readExactly(1);
                  itself.join().drain(LONG).thenAccept(report::complete);
                  connection.write("bye");
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      itself.complete(server);
      peer.send(new byte[1]);
      assertThat(peer.receive(3)).asString(UTF_8).isEqualTo("bye");
      peer.close();
      assertThat(report.get(20, TimeUnit.SECONDS)).isEqualTo(new DrainReport(1, 0, 0));
    }
  }
}
