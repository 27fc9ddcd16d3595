package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionReport;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the catalogue, set by Weir on real sockets and read by another program. What this
 * kernel or these rights refuse to that program too is skipped with the errno; what they allow it,
 * Weir must set.
 */
final class OptionsReadElsewhereTest {
  /**
   * Name, value asked, level and number of the kernel's headers, and what the kernel then gives.
   */
  private static final String ROWS =
      """
      SO_REUSEADDR           on     1   2   int 1
      SO_REUSEADDR           off    1   2   int 0
      SO_REUSEPORT           on     1  15   int 1
      SO_RCVBUF              128k   1   8   int 262144
      SO_SNDBUF              100000 1   7   int 200000
      SO_RCVLOWAT            100    1  18   int 100
      SO_KEEPALIVE           on     1   9   int 1
      SO_LINGER              0s     1  13   int 1 0
      SO_PRIORITY            5      1  12   int 5
      SO_MARK                0x7b   1  36   int 123
      SO_BINDTODEVICE        lo     1  25   text lo
      SO_MAX_PACING_RATE     80g    1  47   long 10000000000
      SO_MAX_PACING_RATE     1m     1  47   long 125000
      SO_INCOMING_CPU        1      1  49   int 1
      SO_BUSY_POLL           50us   1  46   int 50
      TCP_NODELAY            off    6   1   int 0
      TCP_NODELAY            on     6   1   int 1
      TCP_CORK               on     6   3   int 1
      TCP_QUICKACK           off    6  12   int 0
      TCP_MAXSEG             1000   6   2   int 1000
      TCP_NOTSENT_LOWAT      16k    6  25   int 16384
      TCP_WINDOW_CLAMP       64k    6  10   int 65536
      TCP_CONGESTION         reno   6  13   text reno
      TCP_USER_TIMEOUT       30s    6  18   int 30000
      TCP_KEEPIDLE           2m     6   4   int 120
      TCP_KEEPINTVL          10s    6   5   int 10
      TCP_KEEPCNT            3      6   6   int 3
      BACKLOG                77     6  11   backlog 77
      TCP_FASTOPEN           16     6  23   int 16
      TCP_FASTOPEN_CONNECT   on     6  30   int 1
      TCP_DEFER_ACCEPT       7s     6   9   int 7
      TCP_SYNCNT             3      6   7   int 3
      IP_TOS                 0x20   0   1   int 32
      IP_TTL                 33     0   2   int 33
      IP_MTU_DISCOVER        do     0  10   int 2
      IP_FREEBIND            on     0  15   int 1
      IP_TRANSPARENT         on     0  19   int 1
      IP_BIND_ADDRESS_NO_PORT on    0  24   int 1
      IPV6_V6ONLY            on    41  26   int 1
      IPV6_TCLASS            0x20  41  67   int 32
      IPV6_UNICAST_HOPS      33    41  16   int 33
      IPV6_MTU_DISCOVER      probe 41  23   int 3
      SO_BROADCAST           on     1   6   int 1
      IP_MULTICAST_TTL       9      0  33   int 9
      IP_MULTICAST_LOOP      off    0  34   int 0
      IPV6_MULTICAST_HOPS    9     41  18   int 9
      IPV6_MULTICAST_LOOP    off   41  19   int 0
      UDP_GRO                on    17 104   int 1
      UDP_SEGMENT            1200  17 103   int 1200
      """;

  private static Optional<OtherProgram> program = Optional.empty();

  private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

  /** One row at one place. */
  record Case(String name, String asked, int level, int number, String raw, String place) {
    static Case of(String line, String place) {
      String[] words = line.split(" +", 5);
      return new Case(
          words[0],
          words[1],
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          bytes(words[4]),
          place);
    }

    private static String bytes(String words) {
      String[] parts = words.split(" ");
      ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
      for (String value : List.of(parts).subList(1, parts.length)) {
        switch (parts[0]) {
          case "long" -> buffer.putLong(Long.parseLong(value));
          case "text" -> buffer.put((value + "\0").getBytes(StandardCharsets.US_ASCII));
          default -> buffer.putInt(Integer.parseInt(value));
        }
      }
      return HexFormat.of().formatHex(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    String option() {
      return name + "=" + asked;
    }

    boolean backlog() {
      return name.equals("BACKLOG");
    }

    String host() {
      return level == 41 ? "[::1]" : "127.0.0.1";
    }

    /** Only a wildcard serves both families. */
    String bound() {
      return name.equals("IPV6_V6ONLY") ? "" : host();
    }

    @Override
    public String toString() {
      return option() + " " + place;
    }
  }

  static Stream<Arguments> cases() {
    return ROWS.lines().flatMap(OptionsReadElsewhereTest::cases).map(Arguments::of);
  }

  private static Stream<Case> cases(String line) {
    SocketOption<?> row = OptionCatalogue.find(line.split(" ", 2)[0]).orElseThrow();
    return row.scopes().stream()
        .filter(scope -> scope.scheme().internet())
        .sorted()
        .flatMap(OptionsReadElsewhereTest::places)
        .map(place -> Case.of(line, place));
  }

  /** A connection's options are both those of accepted and of made ones. */
  private static Stream<String> places(Scope scope) {
    return scope == Scope.CONNECTION ? Stream.of("ACCEPTED", "CLIENT") : Stream.of(scope.name());
  }

  @BeforeAll
  static void begin() {
    program = OtherProgram.start();
    assumeTrue(program.isPresent(), "python3 is missing");
  }

  @AfterAll
  static void end() {
    program.ifPresent(OtherProgram::close);
  }

  @Test
  void leavesNoRowOut() {
    Set<String> tried =
        ROWS.lines().map(l -> l.split(" ", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        OptionCatalogue.all().stream()
            .map(SocketOption::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tried).isEqualTo(known);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isSet(Case row) throws Exception {
    if (!row.backlog()) {
      int family = row.level() == 41 ? 6 : 4;
      String allowed =
          program.orElseThrow().attempt(row.level(), row.number(), row.raw(), family, row.place());
      assumeTrue(allowed.equals("ok"), row + ": this kernel or these rights: " + allowed);
    }
    try (Loops loops = Kind.EPOLL.loops(1)) {
      switch (row.place()) {
        case "DATAGRAM" -> datagrams(row, loops);
        case "CLIENT" -> client(row, loops);
        default -> listener(row, loops);
      }
    }
  }

  private void datagrams(Case row, Loops loops) {
    try (Server server =
        UdpServer.on("udp://" + row.bound() + ":0").loops(loops).options(row.option()).start()) {
      assertRead(row, server.endpoint().port());
      assertReported(row, server);
    }
  }

  private void listener(Case row, Loops loops) throws InterruptedException {
    try (Server server = server(row, loops, row.option());
        Peer peer = Peer.of(server.endpoint(), row.host())) {
      if (row.name().equals("TCP_DEFER_ACCEPT")) {
        peer.send(new byte[1]);
      }
      assertThat(accepted.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertRead(row, server.endpoint().port());
      assertReported(row, server);
    } catch (java.io.IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private void client(Case row, Loops loops) throws Exception {
    try (Server server = server(row, loops, "")) {
      Channel channel =
          TcpClient.to(server.endpoint())
              .loops(loops)
              .options(row.option())
              .connect()
              .get(10, TimeUnit.SECONDS);
      assertRead(row, server.endpoint().port());
      channel.close().await(5, TimeUnit.SECONDS);
    }
  }

  private Server server(Case row, Loops loops, String options) {
    return TcpServer.on("tcp://" + row.bound() + ":0")
        .loops(loops)
        .options(options)
        .pipeline(p -> p.last("tell", Tell::new))
        .start();
  }

  private static void assertRead(Case row, int port) {
    int size = row.backlog() ? 32 : Math.max(4, row.raw().length() / 2);
    size = row.raw().length() % 8 == 0 ? size : 16;
    String read = program.orElseThrow().get(row.place(), port, row.level(), row.number(), size);
    assumeTrue(
        !Set.of("EPERM", "ENOSYS").contains(read),
        row + ": sockets of this process cannot be had: " + read);
    if (row.name().equals("TCP_MAXSEG") && !row.place().equals("LISTENER")) {
      // A connection tells the segment in use: less by the options that each segment carries.
      assertThat(first(read)).isBetween(1000 - 40, 1000);
    } else if (row.backlog()) {
      assertThat(read).endsWith(row.raw());
    } else {
      assertThat(read).startsWith(row.raw());
    }
  }

  private static int first(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder()).getInt();
  }

  private static void assertReported(Case row, Server server) {
    assertThat(server.options().stream().filter(report -> report.name().equals(row.name())))
        .singleElement()
        .extracting(OptionReport::effective)
        .isEqualTo(OptionCatalogue.find(row.name()).map(o -> canonical(o, row.asked())).get());
  }

  private static <T> String canonical(SocketOption<T> option, String asked) {
    return option.type().format(option.type().parse(asked));
  }

  /** Hands each accepted channel to the test. */
  private final class Tell extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      accepted.add(ctx.channel());
    }
  }
}
