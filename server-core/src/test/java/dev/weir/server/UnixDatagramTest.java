package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.linux.call.DatagramOutbox;
import dev.weir.linux.call.DatagramRoute;
import dev.weir.linux.call.PeerName;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.TransferCalls;
import dev.weir.linux.call.UnixCalls;
import dev.weir.server.connection.Sessions;
import dev.weir.server.metrics.Count;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams between processes of one machine. */
final class UnixDatagramTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path directory;

  /** A server that echoes. */
  enum Way {
    EACH {
      @Override
      UdpServer on(UdpServer server) {
        return server.handle((datagram, replies) -> replies.send(datagram.payload()));
      }
    },
    BATCH {
      @Override
      UdpServer on(UdpServer server) {
        return server.batches((batch, replies) -> replies.send(batch.payload(), batch.segment()));
      }
    },
    SESSION {
      @Override
      UdpServer on(UdpServer server) {
        return server
            .sessions(Sessions.idle(Duration.ofMinutes(1)))
            .serve(session -> session.datagrams().forEach(session::send));
      }
    },
    LATER {
      @Override
      UdpServer on(UdpServer server) {
        return server.handle((datagram, replies) -> {
          byte[] copy = new byte[datagram.payload().readableBytes()];
          datagram.payload().getBytes(0, copy);
          var later = replies.later();
          Thread.ofVirtual()
              .start(() -> {
                later.send(copy);
                later.close();
              });
        });
      }
    },
    PACKET {
      @Override
      UdpServer on(UdpServer server) {
        return server.pipeline(p -> p.last("echo", PacketEcho::new));
      }
    };

    abstract UdpServer on(UdpServer server);
  }

  private static final class PacketEcho extends SimpleChannelInboundHandler<DomainDatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
      context.writeAndFlush(new DomainDatagramPacket(packet.content().retain(), packet.sender()));
    }
  }

  /** A client of a server, and what came back to it. */
  private record Client(Channel channel, BlockingQueue<String> came) implements AutoCloseable {
    static Client of(Server server, Loops loops) throws Exception {
      return of(server.endpoint().toString(), loops);
    }

    static Client of(String server, Loops loops) throws Exception {
      BlockingQueue<String> came = new LinkedBlockingQueue<>();
      Channel channel =
          UdpClient.to(server)
              .loops(loops)
              .pipeline(p -> p.last("came", () -> new Came(came)))
              .connect()
              .get();
      return new Client(channel, came);
    }

    void send(String text) {
      channel.writeAndFlush(Unpooled.copiedBuffer(text, UTF_8)).syncUninterruptibly();
    }

    String ask(String text) throws InterruptedException {
      send(text);
      return Objects.requireNonNull(came.poll(10, TimeUnit.SECONDS), "nothing came back");
    }

    @Override
    public void close() {
      channel.close().syncUninterruptibly();
    }
  }

  private static final class Came extends SimpleChannelInboundHandler<DomainDatagramPacket> {
    private final BlockingQueue<String> came;

    Came(BlockingQueue<String> came) {
      this.came = came;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
      came.add(packet.content().toString(UTF_8));
    }
  }

  /** Sends from a socket that nobody can answer. */
  private static void sendUnnamed(Server server, String text) throws IOException {
    int fd =
        SocketCalls.socket(
            SocketConstants.AF_UNIX, SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      UnixCalls.connect(fd, server.endpoint().host());
      MemorySegment bytes = arena.allocateFrom(text);
      assertThat(TransferCalls.send(fd, bytes, 0, text.length())).isEqualTo(text.length());
    } finally {
      SocketCalls.close(fd);
    }
  }

  private String endpoint() {
    return "unixgram://" + directory.resolve("echo.sock");
  }

  @ParameterizedTest
  @EnumSource
  void aPeerIsAnsweredAtItsName(Way way) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = way.on(UdpServer.on(endpoint()).loops(loops)).start();
        Client one = Client.of(server, loops);
        Client two = Client.of(server, loops)) {
      assertThat(one.ask("a")).isEqualTo("a");
      assertThat(two.ask("b")).isEqualTo("b");
      String large = "x".repeat(65_000);
      assertThat(one.ask(large)).isEqualTo(large);
      assertThat(one.ask("a")).isEqualTo("a");
      assertThat(one.came()).isEmpty();
      assertThat(server.counters().get(Count.DATAGRAMS_IN)).isEqualTo(4);
      assertThat(server.counters().errors()).isZero();
    }
  }

  @Test
  void anAbstractNameServesAsWell() throws Exception {
    String name = "unixgram://@weir-test-" + ProcessHandle.current().pid();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = Way.EACH.on(UdpServer.on(name).loops(loops)).start();
        Client client = Client.of(server, loops)) {
      assertThat(client.ask("a")).isEqualTo("a");
      assertThat(server.endpoint()).hasToString(name);
    }
  }

  @Test
  void theFileIsAsAskedAndGoesWithTheServer() throws Exception {
    Path path = directory.resolve("echo.sock");
    int fd = SocketCalls.socket(SocketConstants.AF_UNIX, SocketConstants.SOCK_DGRAM, 0);
    UnixCalls.bind(fd, path.toString());
    try (Loops loops = Kind.EPOLL.loops(1)) {
      UdpServer recipe = Way.EACH.on(UdpServer.on(endpoint() + "?mode=0600").loops(loops));
      assertThatThrownBy(recipe::start)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("EADDRINUSE");
      SocketCalls.close(fd);
      assertThat(path).as("left as by a crash").exists();
      try (Server server = recipe.start();
          Client client = Client.of(endpoint(), loops)) {
        assertThat(client.ask("a")).isEqualTo("a");
        assertThat(server.endpoint()).hasToString(endpoint() + "?mode=0600");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo("rw-------");
      }
      assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }

  @Test
  void whoHasNoNameIsHeardAndCounted() throws Exception {
    AtomicReference<SocketAddress> sender = new AtomicReference<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on(endpoint())
                .loops(loops)
                .handle((datagram, replies) -> {
                  sender.set(datagram.sender());
                  replies.send(datagram.payload());
                })
                .start();
        Client client = Client.of(server, loops)) {
      sendUnnamed(server, "hello");
      await().atMost(SOON).until(() -> server.counters().get(Count.ERRORS_SOCKET) == 1);
      assertThat(sender.get()).isEqualTo(new DomainSocketAddress(""));
      assertThat(server.counters().get(Count.PORT_ZERO)).isEqualTo(1);
      assertThat(client.ask("a")).isEqualTo("a");
      assertThat(sender.get()).asString().startsWith("@");
    }
  }

  @Test
  void whoReadsNothingLosesItAndTheServerDoesNotWait() throws Exception {
    try (Loops serving = Kind.EPOLL.loops(1);
        Loops asking = Kind.EPOLL.loops(1);
        Server server = Way.EACH.on(UdpServer.on(endpoint()).loops(serving)).start();
        Client other = Client.of(server, asking)) {
      Client deaf = Client.of(server, asking);
      deaf.channel().config().setAutoRead(false);
      await()
          .atMost(SOON)
          .until(() -> {
            for (int i = 0; i < 100; i++) {
              deaf.send("x");
            }
            return server.counters().get(Count.OVERFLOWED) > 0;
          });
      // What it has not read may fill the server's send buffer, until it reads or goes.
      deaf.close();
      await().atMost(SOON).until(() -> "a".equals(other.ask("a")));
    }
  }

  /**
   * It stays, and reads nothing: whoever else asks is answered each time. Its queue is bounded, as
   * it is not connected.
   */
  @ParameterizedTest
  @EnumSource
  void whoReadsNothingIsNoMatterToOthers(Way way) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = way.on(UdpServer.on(endpoint()).loops(loops)).start();
        Client other = Client.of(server, loops)) {
      assertThat(other.ask("a")).isEqualTo("a");
      int deaf = SocketCalls.socket(SocketConstants.AF_UNIX, SocketConstants.SOCK_DGRAM, 0);
      try {
        UnixCalls.bind(deaf, directory.resolve("deaf.sock").toString());
        for (int i = 0; i < 100; i++) {
          sendTo(deaf, server.endpoint().host());
          assertThat(other.ask("still " + i)).isEqualTo("still " + i);
        }
        await().atMost(SOON).until(() -> server.counters().get(Count.OVERFLOWED) > 20);
        assertThat(other.ask("b")).isEqualTo("b");
        assertThat(server.counters().get(Count.STALLED)).isZero();
      } finally {
        SocketCalls.close(deaf);
      }
    }
  }

  private static void sendTo(int fd, String name) {
    try (Arena arena = Arena.ofConfined()) {
      DatagramRoute route = new DatagramRoute();
      route.to().set(PeerName.unix(name));
      DatagramOutbox outbox = new DatagramOutbox(1);
      outbox.add(route, arena.allocate(1000).address(), 1000, 0);
      assertThat(outbox.send(fd, 0, DatagramOutbox.Kind.FOUR)).isEqualTo(1);
    }
  }

  /** All of them lose where peers who do not read hold the whole buffer, and it is told why. */
  @Test
  void aBufferThatIsFullIsCountedAsSuch() throws Exception {
    try (Loops serving = Kind.EPOLL.loops(1);
        Loops asking = Kind.EPOLL.loops(1);
        Server server =
            Way.EACH
                .on(UdpServer.on(endpoint()).loops(serving).options("unixgram: SO_SNDBUF=16k"))
                .start();
        Client other = Client.of(server, asking)) {
      Client deaf = Client.of(server, asking);
      deaf.channel().config().setAutoRead(false);
      String large = "x".repeat(6_000);
      await()
          .atMost(SOON)
          .until(() -> {
            deaf.send(large);
            return server.counters().get(Count.STALLED) > 0;
          });
      deaf.close();
      await().atMost(SOON).until(() -> ask(other));
    }
  }

  private static boolean ask(Client client) throws InterruptedException {
    client.send("a");
    return "a".equals(client.came().poll(100, TimeUnit.MILLISECONDS));
  }

  /** The memory that a datagram is received into is of 65,536 bytes, and Unix has longer ones. */
  @ParameterizedTest
  @EnumSource
  void whatIsTooLongIsDroppedWholeAndCounted(Way way) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = way.on(UdpServer.on(endpoint()).loops(loops)).start();
        Client client = Client.of(server, loops)) {
      String longest = "x".repeat(65_536);
      assertThat(client.ask(longest)).isEqualTo(longest);
      client.send("x".repeat(65_537));
      client.send("x".repeat(100_000));
      assertThat(client.ask("a")).isEqualTo("a");
      assertThat(server.counters().get(Count.DROPPED_CUT)).isEqualTo(2);
      assertThat(client.came()).isEmpty();
    }
  }

  @Test
  void whoHasGoneIsAnErrorThatIsCounted() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on(endpoint())
                .loops(loops)
                .sessions(Sessions.idle(Duration.ofMinutes(1)))
                .serve(session -> {
                  for (var datagram : session.datagrams()) {
                    if (datagram.remaining() == 4) {
                      await().until(() -> gone(session.remoteAddress()));
                    }
                    session.send(datagram);
                  }
                })
                .start();
        Client client = Client.of(server, loops)) {
      try (Client leaving = Client.of(server, loops)) {
        leaving.send("gone");
      }
      await().atMost(SOON).until(() -> server.counters().get(Count.ERRORS_SOCKET) == 1);
      assertThat(client.ask("a")).isEqualTo("a");
    }
  }

  private static boolean gone(SocketAddress peer) throws IOException {
    return !Files.readString(Path.of("/proc/net/unix"))
        .contains(((DomainSocketAddress) peer).path());
  }

  @Test
  void optionsThatFitAreSetAndOthersRefused() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      UdpServer recipe = Way.EACH.on(UdpServer.on(endpoint()).loops(loops));
      try (Server server = recipe.options("unixgram: SO_SNDBUF=64k; udp: IP_TTL=3").start()) {
        assertThat(server.options())
            .singleElement()
            .satisfies(report -> assertThat(report.name()).isEqualTo("SO_SNDBUF"));
      }
      assertThatThrownBy(() -> recipe.options("IP_TTL=3").start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("IP_TTL=3: misplaced");
    }
  }

  @Test
  void nioSaysThatItCannot() {
    try (Loops loops = Kind.NIO.loops(1)) {
      assertThatThrownBy(() -> Way.EACH.on(UdpServer.on(endpoint()).loops(loops)).start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("the NIO transport has no Unix datagram sockets, epoll has");
    }
  }
}
