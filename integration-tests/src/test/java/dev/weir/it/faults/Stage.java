package dev.weir.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.it.world.Host;
import dev.weir.it.world.Link;
import dev.weir.it.world.Network;
import dev.weir.it.world.Program;
import dev.weir.it.world.Role;
import dev.weir.it.world.Task;
import dev.weir.it.world.Task.Signal;
import dev.weir.it.world.WeirImage;
import dev.weir.it.world.World;
import dev.weir.it.world.WorldKind;
import dev.weir.it.world.Worlds;
import dev.weir.linux.Namespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** Two hosts, a server that answers on one, and clients that are in the other's network. */
final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Worlds worlds;
  private final World world;
  private final Network network;
  private final Task server;
  private final InetSocketAddress address;
  private final List<LedgerClient> clients = new ArrayList<>();
  private final AtomicInteger named = new AtomicInteger();

  /**
   * Sets it.
   *
   * @param before words before the server's own command line, such as those that starve it
   */
  Stage(Link link, String... before) {
    this(
        WorldKind.NAMESPACES,
        link,
        address -> {
          List<String> words = new ArrayList<>(List.of(before));
          words.addAll(command(address));
          return Program.of("ledger server", words);
        },
        LedgerServer.READY);
  }

  private Stage(
      WorldKind kind, Link link, Function<InetSocketAddress, Program> program, String ready) {
    Optional<String> reason = kind.unavailable().or(WorldKind.NAMESPACES::unavailable);
    assumeTrue(reason.isEmpty(), reason.orElse(""));
    worlds = Worlds.begin();
    world = worlds.make(kind);
    network = new Network(world);
    network.apply(link);
    Host host = world.host(Role.SERVER);
    address = new InetSocketAddress(host.address(), host.freePort());
    server = host.start(program.apply(address));
    await("the server listens", () -> server.output().text().contains(ready));
  }

  /** Weir's image as an echo server, in a container that may have this much memory. */
  static Stage inContainer(long memory) {
    return new Stage(
        WorldKind.CONTAINERS,
        Link.PLAIN,
        address ->
            new Program(
                "weir",
                List.of("serve", "echo=tcp://:" + address.getPort()),
                Optional.of(WeirImage.id()),
                false,
                memory),
        "ready;");
  }

  private static List<String> command(InetSocketAddress address) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        LedgerServer.class.getName(),
        "tcp://" + address.getHostString() + ":" + address.getPort());
  }

  Network network() {
    return network;
  }

  Task server() {
    return server;
  }

  /** Connects this many, and waits until each has been answered. */
  List<LedgerClient> clients(int count) throws IOException, InterruptedException {
    List<LedgerClient> more = connect(count);
    more.forEach(client -> await(client.who() + " is answered", () -> client.answered() > 0));
    return more;
  }

  private List<LedgerClient> connect(int count) throws IOException, InterruptedException {
    List<LedgerClient> more = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      more.add(LedgerClient.start(clientSide(), address, nextName()));
    }
    clients.addAll(more);
    return more;
  }

  /** Connections that ask without end and read nothing, each until it is closed. */
  List<Glutton> gluttons(int count) throws IOException, InterruptedException {
    List<Glutton> gluttons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      gluttons.add(Glutton.start(clientSide(), address));
    }
    return gluttons;
  }

  private Namespace clientSide() {
    return Namespace.ofProcess(world.host(Role.CLIENT).networkProcess().orElseThrow());
  }

  private String nextName() {
    return "c" + named.incrementAndGet();
  }

  /** Begins to connect this many, however long the server lets each of them wait. */
  List<CompletableFuture<LedgerClient>> knock(int count) {
    List<CompletableFuture<LedgerClient>> knocking = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CompletableFuture<LedgerClient> client = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              client.complete(LedgerClient.start(clientSide(), address, nextName()));
            } catch (IOException | InterruptedException e) {
              client.completeExceptionally(e);
            }
          });
      knocking.add(client.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    return knocking;
  }

  /** Goes on once every one of them has been answered this many times more. */
  static void progress(List<LedgerClient> clients, long answers) {
    Map<LedgerClient, Long> before = new HashMap<>();
    clients.forEach(client -> before.put(client, client.answered()));
    clients.forEach(client ->
        await(
            client.who() + " makes progress",
            () -> client.answered() >= before.getOrDefault(client, 0L) + answers));
  }

  /** Ends the server by SIGTERM and gives its ledger: the highest number acknowledged to each. */
  Map<String, Long> ledger() throws Exception {
    server.signal(Signal.TERM);
    server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(server.output().text()).contains(LedgerServer.DONE);
    Map<String, Long> ledger = new HashMap<>();
    server
        .output()
        .text()
        .lines()
        .filter(line -> line.startsWith(LedgerServer.ACKNOWLEDGED))
        .map(line -> line.split(" ", -1))
        .forEach(words -> ledger.put(words[1], Long.parseLong(words[2])));
    return ledger;
  }

  /** Everything asked was answered, in order. */
  static void nothingLost(List<LedgerClient> clients) throws InterruptedException {
    for (LedgerClient client : clients) {
      client.settle();
      assertThat(client.disorder()).isEmpty();
      assertThat(client.lost()).as(account(clients)).isZero();
    }
  }

  /** What the ledger says was answered has arrived, in order. */
  static void nothingAcknowledgedLost(List<LedgerClient> clients, Map<String, Long> ledger) {
    for (LedgerClient client : clients) {
      assertThat(client.disorder()).isEmpty();
      assertThat(client.answered())
          .as("answers that arrived at " + client.who() + "; " + account(clients))
          .isGreaterThanOrEqualTo(ledger.getOrDefault(client.who(), 0L));
    }
  }

  /** What was asked, answered and lost, in a line. */
  static String account(List<LedgerClient> clients) {
    return "asked %d, answered %d, lost %d"
        .formatted(
            clients.stream().mapToLong(LedgerClient::asked).sum(),
            clients.stream().mapToLong(LedgerClient::answered).sum(),
            clients.stream().mapToLong(LedgerClient::lost).sum());
  }

  static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).until(condition);
  }

  @Override
  public void close() throws IOException {
    for (LedgerClient client : clients) {
      client.close();
    }
    server.close();
    world.close();
    worlds.close();
  }
}
