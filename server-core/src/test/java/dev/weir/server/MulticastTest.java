package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.MulticastGroup;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups on the loopback interface, which carries them for this machine alone. */
final class MulticastTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private UdpServer listener(Loops loops, String endpoint, MulticastGroup... groups) {
    return UdpServer.on(endpoint)
        .loops(loops)
        .join(groups)
        .handle((datagram, replies) -> heard.add(datagram.payload().toString(UTF_8)));
  }

  private static void say(Loops loops, String to, String from, String options, String text)
      throws Exception {
    Channel sender =
        UdpClient.to(to)
            .loops(loops)
            .localAddress(new java.net.InetSocketAddress(from, 0))
            .options(options)
            .connect()
            .get(10, TimeUnit.SECONDS);
    sender.writeAndFlush(Unpooled.copiedBuffer(text, UTF_8)).sync();
    sender.close().sync();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void membersHearTheirGroup(Kind kind) throws Exception {
    MulticastGroup group = MulticastGroup.of("239.77.7.7").on("lo");
    try (Loops loops = kind.loops(1);
        Server server = listener(loops, "udp://0.0.0.0:0", group).start()) {
      String to = "udp://239.77.7.7:" + server.endpoint().port();
      say(loops, to, "127.0.0.1", "IP_MULTICAST_TTL=1", "hello");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
      String other = "udp://239.77.7.8:" + server.endpoint().port();
      say(loops, other, "127.0.0.1", "IP_MULTICAST_TTL=1", "elsewhere");
      say(loops, to, "127.0.0.1", "", "last");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("last");
    }
  }

  @Test
  void oneSourceAloneIsHeard() throws Exception {
    MulticastGroup group = MulticastGroup.of("232.77.7.7").from("127.0.0.2").on("lo");
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = listener(loops, "udp://0.0.0.0:0", group).start()) {
      String to = "udp://232.77.7.7:" + server.endpoint().port();
      say(loops, to, "127.0.0.1", "", "another");
      say(loops, to, "127.0.0.2", "", "the one");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("the one");
      assertThat(heard).isEmpty();
    }
  }

  /** One dual-stack socket may be a member of groups of both families. */
  @Test
  void aDualStackSocketJoinsBothFamilies() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            listener(
                    loops,
                    "udp://:0",
                    MulticastGroup.of("239.77.7.7").on("lo"),
                    MulticastGroup.of("ff01::77").on("lo"))
                .start()) {
      say(loops, "udp://239.77.7.7:" + server.endpoint().port(), "127.0.0.1", "", "four");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("four");
      // Not every machine has a route for IPv6 groups; membership is the kernel's own word.
      assertThat(Files.readAllLines(Path.of("/proc/net/igmp6")))
          .anyMatch(line -> line.matches("\\d+ +lo +ff010000000000000000000000000077 .*"));
    }
  }

  /** Java has one name for both families. */
  @Test
  void nioSetsHowFarGroupsOfIpv6Carry() throws Exception {
    try (Loops loops = Kind.NIO.loops(1);
        Server server =
            listener(loops, "udp://[::1]:0")
                .options("IPV6_MULTICAST_HOPS=9, IPV6_MULTICAST_LOOP=off")
                .start()) {
      assertThat(server.options())
          .extracting(Object::toString)
          .anyMatch(line -> line.contains("IPV6_MULTICAST_HOPS") && line.contains("9"))
          .anyMatch(line -> line.contains("IPV6_MULTICAST_LOOP") && line.contains("off"));
      Channel client =
          UdpClient.to(server.endpoint().toString())
              .loops(loops)
              .options("IPV6_MULTICAST_HOPS=7")
              .connect()
              .get(10, TimeUnit.SECONDS);
      assertThat(
              client
                  .config()
                  .getOption(NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_TTL)))
          .isEqualTo(7);
      client.close().sync();
    }
  }

  @Test
  void nioSaysWhatItDoesWithout() {
    try (Loops nio = Kind.NIO.loops(1);
        Loops epoll = Kind.EPOLL.loops(1)) {
      List<Endpoint> one = List.of(Endpoint.parse("udp://127.0.0.1:7"));
      List<Endpoint> all = List.of(one.getFirst(), Endpoint.parse("udp://:7"));
      assertThat(Launch.lacking(one, nio))
          .contains("the NIO transport hears of no ICMP errors; epoll does");
      assertThat(Launch.lacking(all, nio).orElseThrow()).contains("not the one that was asked");
      assertThat(Launch.lacking(List.of(Endpoint.parse("tcp://:7")), nio)).isEmpty();
      assertThat(Launch.lacking(all, epoll)).isEmpty();
    }
  }

  @Test
  void listenersOfOneGroupShareItsPort() throws Exception {
    MulticastGroup group = MulticastGroup.of("239.77.7.9").on("lo");
    try (Loops loops = Kind.EPOLL.loops(1);
        Server one = listener(loops, "udp://0.0.0.0:0", group).options("SO_REUSEADDR=on").start();
        Server two =
            listener(loops, "udp://0.0.0.0:" + one.endpoint().port(), group)
                .options("SO_REUSEADDR=on")
                .start()) {
      say(loops, "udp://239.77.7.9:" + two.endpoint().port(), "127.0.0.1", "", "both");
      await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 2);
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsRefused() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      UdpServer recipe =
          listener(loops, "udp://0.0.0.0:0", MulticastGroup.of("239.77.7.7").on("none7"));
      assertThatThrownBy(recipe::start)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("interface: none7");
    }
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1, 10.0.0.2", "239.1.1.1, ::1"})
  void groupsAreChecked(String group, String source) {
    assertThatThrownBy(() -> MulticastGroup.of(group).from(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
