package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.option.OptionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unix sockets and their files. To close early, and twice, is what is tested. */
@SuppressWarnings("try")
final class UnixEndpointTest {
  @TempDir Path directory;

  private Path path(String name) {
    return directory.resolve(name);
  }

  private static Server start(Loops loops, String... endpoints) {
    return TcpServer.on(endpoints).loops(loops).pipeline(p -> p.last("echo", Echo::new)).start();
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** A file that its server has left without a word, as a crash does. */
  private static void leave(Path path) throws IOException {
    try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
  }

  @ParameterizedTest
  @EnumSource
  void servesAndTakesItsFileAway(Kind kind) {
    Path path = path("echo.sock");
    try (Loops loops = kind.loops(1)) {
      try (Server server = start(loops, "unix://" + path);
          Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("hello")).isEqualTo("hello");
        assertThat(server.endpoint()).hasToString("unix://" + path);
        assertThat(server.openConnections()).hasSize(1);
      }
      assertThat(there(path)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesItsFileAwayWhenItDrains(Kind kind) throws Exception {
    Path path = path("echo.sock");
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "unix://" + path)) {
      server.drain(Duration.ofSeconds(10)).toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(there(path)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void replacesAFileThatNobodyAnswersBehind(Kind kind) throws IOException {
    Path path = path("stale.sock");
    leave(path);
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "unix://" + path);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("hello")).isEqualTo("hello");
    }
  }

  /** Several find the same stale file at once: one gets the place, and keeps it. */
  @ParameterizedTest
  @EnumSource
  void givesAPlaceToOneOfThoseThatStartAtOnce(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1)) {
      for (int round = 0; round < 10; round++) {
        Path path = path(round + ".sock");
        leave(path);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Server>> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          starts.add(CompletableFuture.supplyAsync(() -> startAfter(go, loops, path)));
        }
        go.countDown();
        List<Server> servers =
            starts.stream().map(start -> start.exceptionally(refused -> null).join()).toList();
        assertThat(servers).filteredOn(Objects::nonNull).hasSize(1);
        try (Peer peer = Peer.of(Endpoint.parse("unix://" + path))) {
          assertThat(peer.ask("hello")).isEqualTo("hello");
        }
        servers.stream().filter(Objects::nonNull).forEach(Server::close);
      }
    }
  }

  private static Server startAfter(CountDownLatch go, Loops loops, Path path) {
    try {
      go.await();
      return start(loops, "unix://" + path);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesASocketThatAnswers(Kind kind) {
    Path path = path("live.sock");
    String endpoint = "unix://" + path;
    try (Loops loops = kind.loops(1);
        Server holder = start(loops, endpoint)) {
      assertThatThrownBy(() -> start(loops, endpoint))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith(endpoint + ": cannot be bound: ")
          .hasMessageContaining("unix " + path + " is held by ")
          .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")")
          .hasMessageEndingWith("; stop what holds it, or choose another path");
      try (Peer peer = Peer.of(holder.endpoint())) {
        assertThat(peer.ask("still here")).isEqualTo("still here");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverTouchesWhatIsNoSocket(Kind kind) throws IOException {
    Path file = Files.writeString(path("precious"), "data");
    Path folder = Files.createDirectory(path("folder"));
    Path link = Files.createSymbolicLink(path("link"), path("nowhere"));
    try (Loops loops = kind.loops(1)) {
      for (Path path : List.of(file, folder, link)) {
        assertThatThrownBy(() -> start(loops, "unix://" + path))
            .isInstanceOf(StartException.class)
            .hasMessageContaining("the file is no socket (expected: none, or a socket's)");
      }
    }
    assertThat(file).hasContent("data");
    assertThat(folder).isDirectory();
    assertThat(link).isSymbolicLink();
  }

  @ParameterizedTest
  @EnumSource
  void leavesAFileThatHasTakenThePlaceOfItsOwn(Kind kind) throws IOException {
    Path path = path("moved.sock");
    try (Loops loops = kind.loops(1)) {
      try (Server first = start(loops, "unix://" + path)) {
        Files.delete(path);
        Server second = start(loops, "unix://" + path);
        first.close();
        assertThat(there(path)).isTrue();
        try (Peer peer = Peer.of(second.endpoint())) {
          assertThat(peer.ask("second")).isEqualTo("second");
        }
        second.close();
      }
      assertThat(there(path)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesItsFileRights(Kind kind) throws IOException {
    Path path = path("private.sock");
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "unix://" + path + "?mode=0640")) {
      assertThat(Files.getPosixFilePermissions(path))
          .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("in")).isEqualTo("in");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesItsFileToSomebody(Kind kind) throws IOException {
    assumeThat(System.getProperty("user.name")).as("files change hands by root").isEqualTo("root");
    Path path = path("given.sock");
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "unix://" + path + "?owner=12345&group=54321")) {
      assertThat(server.endpoint().placement().owner()).contains("12345");
      assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(12_345);
      assertThat(Files.getAttribute(path, "unix:gid")).isEqualTo(54_321);
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoFileWhereTheStartFails(Kind kind) throws IOException {
    Path nobodys = path("nobodys.sock");
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> start(loops, "unix://" + nobodys + "?owner=no-such-user"))
          .hasMessageContaining("no-such-user (expected: one that this machine knows)");
      assertThat(there(nobodys)).isFalse();
      assertThatThrownBy(() -> start(loops, "unix://" + path("missing/x.sock")))
          .isInstanceOf(StartException.class);
    }
  }

  /** Ten of different kinds, the last one taken. */
  @ParameterizedTest
  @EnumSource
  void startsAllOrNone(Kind kind) throws IOException {
    List<String> endpoints = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      endpoints.add("unix://" + path(i + ".sock"));
      endpoints.add("tcp://127.0.0.1:0");
    }
    Path last = path("taken.sock");
    endpoints.set(9, "unix://" + last);
    try (Loops loops = kind.loops(1);
        ServerSocketChannel holder = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      start(loops, "tcp://127.0.0.1:0").close();
      holder.bind(UnixDomainSocketAddress.of(last));
      long before = Descriptors.count();
      assertThatThrownBy(() -> start(loops, endpoints.toArray(String[]::new)))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("unix://" + last + ": cannot be bound: ");
      assertThat(Descriptors.count()).isLessThanOrEqualTo(before);
      try (var files = Files.list(directory)) {
        assertThat(files).containsExactly(last);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void servesSeveralKindsAtOnce(Kind kind) {
    try (Loops loops = kind.loops(2);
        Server server =
            TcpServer.on(
                    "tcp://127.0.0.1:0", "unix://" + path("a.sock"), "unix://" + path("b.sock"))
                .loops(loops)
                .shards(kind == Kind.EPOLL ? 2 : 1)
                .pipeline(p -> p.last("echo", Echo::new))
                .start()) {
      assertThat(server.endpoints()).hasSize(3);
      for (Endpoint endpoint : server.endpoints()) {
        try (Peer one = Peer.of(endpoint);
            Peer two = Peer.of(endpoint)) {
          assertThat(one.ask("one")).isEqualTo("one");
          assertThat(two.ask("two")).isEqualTo("two");
        }
      }
    }
  }

  @Test
  void servesAnAbstractName() {
    String name = "unix://@weir-test-" + ProcessHandle.current().pid();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, name)) {
      assertThat(askByClient(loops, server.endpoint().toString())).isEqualTo("hello");
      assertThatThrownBy(() -> start(loops, name))
          .hasMessageStartingWith(name + ": cannot be bound: EADDRINUSE")
          .hasMessageContaining(" is held by ");
    }
    try (Loops loops = Kind.NIO.loops(1)) {
      assertThatThrownBy(() -> start(loops, name))
          .hasMessageContaining("the NIO transport has no Unix sockets without a file, epoll has");
    }
  }

  private static String askByClient(Loops loops, String endpoint) {
    return AskingClient.ask(TcpClient.to(endpoint).loops(loops));
  }

  @ParameterizedTest
  @EnumSource
  void connectsAClient(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "unix://" + path("client.sock"))) {
      assertThat(askByClient(loops, server.endpoint().toString())).isEqualTo("hello");
    }
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> askByClient(loops, "unix://" + path("gone.sock")))
          .cause()
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("unix://" + path("gone.sock") + ": cannot be connected: ");
    }
  }

  @Test
  void takesTheOptionsThatUnixSocketsHave() {
    String endpoint = "unix://" + path("options.sock");
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on(endpoint, "tcp://127.0.0.1:0")
                .loops(loops)
                .options("unix: SO_SNDBUF=64k, BACKLOG=7; tcp: TCP_NODELAY=off")
                .start()) {
      assertThat(server.options().stream().filter(o -> o.endpoint().equals(endpoint)))
          .extracting(OptionReport::name, OptionReport::effective)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("SO_SNDBUF", "64k"),
              org.assertj.core.groups.Tuple.tuple("BACKLOG", "7"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesOptionsThatUnixSocketsLack(Kind kind) {
    String endpoint = "unix://" + path("options.sock");
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(
              () -> TcpServer.on(endpoint).loops(loops).options("TCP_NODELAY=on").start())
          .hasMessageContaining("TCP_NODELAY=on: misplaced");
      assertThatThrownBy(() -> TcpServer.on(endpoint).options("unix: TCP_NODELAY=on"))
          .hasMessageContaining("TCP_NODELAY: set for unix (expected: for listener, connection)");
      assertThat(there(path("options.sock"))).isFalse();
    }
  }

  @Test
  void waitsForRoomInAFullQueue() throws Exception {
    Path path = path("full.sock");
    try (Loops loops = Kind.EPOLL.loops(1);
        ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      busy.bind(UnixDomainSocketAddress.of(path), 1);
      List<Peer> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(Peer.of(Endpoint.parse("unix://" + path)));
      }
      var late = TcpClient.to("unix://" + path).loops(loops).connect();
      assertThat(late).isNotDone();
      busy.accept().close();
      late.get(20, TimeUnit.SECONDS).close().sync();
      var never =
          TcpClient.to("unix://" + path)
              .loops(loops)
              .connectTimeout(Duration.ofMillis(200))
              .connect();
      assertThatThrownBy(() -> never.get(20, TimeUnit.SECONDS))
          .cause()
          .hasMessageContaining("EAGAIN");
      waiting.forEach(Peer::close);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
