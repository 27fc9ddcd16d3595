package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.connection.Metadata;
import dev.weir.server.endpoint.MulticastGroup;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups between two hosts, each with two interfaces: who hears what is proven by delivery. */
final class GroupDeliveryTest {
  private static final String FOUR = "239.91.7.7";
  private static final String SIX = "ff15::9177";

  private static TwoHosts hosts;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeAll
  static void make() throws Exception {
    hosts = TwoHosts.make("groups");
  }

  @AfterAll
  static void remove() {
    Optional.ofNullable(hosts).ifPresent(TwoHosts::close);
  }

  private Server listener(Loops loops, String endpoint, String namespace, MulticastGroup group) {
    return UdpServer.on(endpoint + "?netns=" + namespace)
        .loops(loops)
        .join(group)
        .metadata(Metadata.TTL)
        .handle((datagram, replies) ->
            heard.add(
                datagram.payload().toString(UTF_8)
                    + (datagram.ttl().isPresent() ? " " + datagram.ttl().getAsInt() : "")))
        .start();
  }

  /** NIO does not serve IPv6 alone. */
  private static String six(Kind kind) {
    return kind == Kind.NIO ? "udp://:0" : "udp://[::]:0";
  }

  /** A sender, and what it says; where it is bound is how IPv4 chooses an interface. */
  private record Sender(Loops loops, String namespace, String options) implements AutoCloseable {
    /** NIO sends to IPv6 groups by whatever interface Java likes. */
    static Sender epoll(String namespace, String options) {
      return new Sender(Kind.EPOLL.loops(1), namespace, options);
    }

    @Override
    public void close() {
      loops.close();
    }

    void say(String group, int port, String from, String text) throws Exception {
      String host = group.contains(":") ? "[" + group + "]" : group;
      Channel channel =
          UdpClient.to("udp://" + host + ":" + port + "?netns=" + namespace)
              .loops(loops)
              .localAddress(new InetSocketAddress(from, 0))
              .options(options)
              .connect()
              .get(10, TimeUnit.SECONDS);
      channel.writeAndFlush(Unpooled.copiedBuffer(text, UTF_8)).sync();
      channel.close().sync();
    }
  }

  // The loops are the server's.
  @SuppressWarnings("resource")
  private static void say(
      Loops loops, String options, String to, int port, String from, String text) throws Exception {
    new Sender(loops, hosts.near(), options).say(to, port, from, text);
  }

  private void hears(String expected) throws InterruptedException {
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
  }

  /** What comes by the other interface is not for it; what comes last proves that it was not. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void theInterfaceIsChosenOnBothSidesIpv4(Kind kind) throws Exception {
    for (String device : TwoHosts.CABLES) {
      MulticastGroup group = MulticastGroup.of(FOUR).on(device);
      try (Loops loops = kind.loops(1);
          Server server = listener(loops, "udp://0.0.0.0:0", hosts.near(), group)) {
        // The loops are the server's.
        @SuppressWarnings("resource")
        Sender sender = new Sender(loops, hosts.far(), "IP_MULTICAST_TTL=7");
        boolean one = device.equals("one");
        String ttl = kind == Kind.EPOLL ? " 7" : "";
        sender.say(FOUR, server.endpoint().port(), one ? "10.92.0.2" : "10.91.0.2", "other");
        sender.say(FOUR, server.endpoint().port(), one ? "10.91.0.2" : "10.92.0.2", device);
        hears(device + ttl);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theInterfaceIsChosenOnBothSidesIpv6(Kind kind) throws Exception {
    for (String device : TwoHosts.CABLES) {
      MulticastGroup group = MulticastGroup.of(SIX).on(device);
      try (Loops loops = kind.loops(1);
          Server server = listener(loops, six(kind), hosts.near(), group);
          Sender sender = Sender.epoll(hosts.far(), "IPV6_MULTICAST_HOPS=9")) {
        boolean one = device.equals("one");
        String ttl = kind == Kind.EPOLL ? " 9" : "";
        String other = SIX + (one ? "%two" : "%one");
        sender.say(other, server.endpoint().port(), one ? "fd92::2" : "fd91::2", "other");
        String same = SIX + "%" + device;
        sender.say(same, server.endpoint().port(), one ? "fd91::2" : "fd92::2", device);
        hears(device + ttl);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EPOLL, 232.91.7.7, 10.91.0.4, 10.91.0.2",
    "EPOLL, ff35::9177, fd91::4, fd91::2",
    "NIO, 232.91.7.7, 10.91.0.4, 10.91.0.2",
    "NIO, ff35::9177, fd91::4, fd91::2",
  })
  void oneSourceAloneIsHeard(Kind kind, String address, String wanted, String other)
      throws Exception {
    boolean six = address.contains(":");
    MulticastGroup group = MulticastGroup.of(address).from(wanted).on("one");
    try (Loops loops = kind.loops(1);
        Server server = listener(loops, six ? six(kind) : "udp://0.0.0.0:0", hosts.near(), group);
        Sender sender =
            Sender.epoll(hosts.far(), six ? "IPV6_MULTICAST_HOPS=1" : "IP_MULTICAST_TTL=1")) {
      String to = six ? address + "%one" : address;
      sender.say(to, server.endpoint().port(), other, "not wanted");
      sender.say(to, server.endpoint().port(), wanted, "wanted");
      hears(kind == Kind.EPOLL ? "wanted 1" : "wanted");
    }
  }

  /** Without loopback the sender's own host hears nothing, and the other does. */
  @ParameterizedTest
  @CsvSource({
    "EPOLL, 239.91.7.8, 10.91.0.1, IP_MULTICAST_LOOP",
    "EPOLL, ff15::9178, fd91::1, IPV6_MULTICAST_LOOP",
    "NIO, 239.91.7.8, 10.91.0.1, IP_MULTICAST_LOOP",
  })
  void withoutLoopbackTheOwnHostHearsNothing(Kind kind, String address, String from, String option)
      throws Exception {
    boolean six = address.contains(":");
    MulticastGroup group = MulticastGroup.of(address).on("one");
    String endpoint = six ? "udp://[::]:" : "udp://0.0.0.0:";
    String to = six ? address + "%one" : address;
    BlockingQueue<String> there = new LinkedBlockingQueue<>();
    try (Loops loops = kind.loops(1);
        Server own = listener(loops, endpoint + 0, hosts.near(), group);
        Server other =
            UdpServer.on(endpoint + own.endpoint().port() + "?netns=" + hosts.far())
                .loops(loops)
                .join(group)
                .handle((datagram, replies) -> there.add(datagram.payload().toString(UTF_8)))
                .start()) {
      int port = other.endpoint().port();
      say(loops, option + "=off", to, port, from, "out alone");
      say(loops, option + "=on", to, port, from, "both");
      assertThat(there.poll(10, TimeUnit.SECONDS)).isEqualTo("out alone");
      assertThat(there.poll(10, TimeUnit.SECONDS)).isEqualTo("both");
      hears(kind == Kind.EPOLL ? "both 1" : "both");
    }
  }

  /** One socket of both families is a member in both. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDualStackSocketHearsBothFamilies(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://:0?netns=" + hosts.near())
                .loops(loops)
                .join(MulticastGroup.of(FOUR).on("one"), MulticastGroup.of(SIX).on("two"))
                .handle((datagram, replies) -> heard.add(datagram.payload().toString(UTF_8)))
                .start();
        Sender sender = Sender.epoll(hosts.far(), "")) {
      sender.say(FOUR, server.endpoint().port(), "10.91.0.2", "four");
      hears("four");
      sender.say(SIX + "%two", server.endpoint().port(), "fd92::2", "six");
      hears("six");
    }
  }
}
