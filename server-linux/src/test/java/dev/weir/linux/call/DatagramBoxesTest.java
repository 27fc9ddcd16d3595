package dev.weir.linux.call;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.call.DatagramOutbox.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sockets of both families, as a server on a wildcard address has them. */
@EnabledOnOs(OS.LINUX)
final class DatagramBoxesTest {
  private static final int SLOT = 65_536;

  private final DatagramInbox inbox = new DatagramInbox(8);
  private final DatagramOutbox outbox = new DatagramOutbox(8);
  private final DatagramNotes notes = new DatagramNotes();
  private final DatagramRoute route = new DatagramRoute();
  private final MemorySegment memory = Arena.ofAuto().allocate(SLOT);
  private int server = -1;
  private int client = -1;

  private void open(int serverFamily, String serverHost, String clientHost) throws IOException {
    server = SocketCalls.socket(serverFamily, SOCK_DGRAM, 0);
    if (serverFamily == AF_INET6) {
      SocketCalls.setOption(server, IPPROTO_IPV6, SocketConstants.IPV6_V6ONLY, 0);
      SocketCalls.setOption(server, IPPROTO_IPV6, SocketConstants.IPV6_RECVPKTINFO, 1);
      SocketCalls.setOption(server, IPPROTO_IPV6, SocketConstants.IPV6_RECVHOPLIMIT, 1);
      SocketCalls.setOption(server, IPPROTO_IPV6, SocketConstants.IPV6_RECVTCLASS, 1);
    } else {
      SocketCalls.setOption(server, IPPROTO_IP, SocketConstants.IP_PKTINFO, 1);
    }
    SocketCalls.setOption(server, IPPROTO_IP, SocketConstants.IP_RECVTTL, 1);
    SocketCalls.setOption(server, IPPROTO_IP, SocketConstants.IP_RECVTOS, 1);
    SocketCalls.setOption(server, SOL_SOCKET, SocketConstants.SO_TIMESTAMPNS, 1);
    SocketCalls.bind(server, serverFamily, new InetSocketAddress(serverHost, 0));
    int clientFamily = clientHost.contains(":") ? AF_INET6 : AF_INET;
    client = SocketCalls.socket(clientFamily, SOCK_DGRAM, 0);
    SocketCalls.connect(client, clientFamily, new InetSocketAddress(clientHost, port()));
    for (int i = 0; i < inbox.capacity(); i++) {
      inbox.slot(i, Arena.ofAuto().allocate(SLOT));
    }
  }

  private int port() throws IOException {
    return AddressedCalls.localAddress(server).getPort();
  }

  @AfterEach
  void close() throws IOException {
    if (server >= 0) {
      SocketCalls.close(server);
      SocketCalls.close(client);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0.0.0.0, 127.0.0.9", "10, ::, 127.0.0.9", "10, ::, ::1"})
  void anAnswerLeavesFromTheAddressThatWasAsked(int family, String wildcard, String asked)
      throws IOException {
    open(family, wildcard, asked);
    SocketCalls.setOption(client, level(asked), hops(asked), 7);
    assertThat(TransferCalls.send(client, memory, 0, 100)).isEqualTo(100);
    assertThat(inbox.receive(server, 8)).isEqualTo(1);
    assertThat(inbox.length(0)).isEqualTo(100);
    assertThat(inbox.cut(0)).isFalse();
    inbox.sender(0, route.to());
    inbox.notes(0, notes);
    assertThat(route.to().address()).isEqualTo(AddressedCalls.localAddress(client));
    assertThat(notes.destination().host()).isEqualTo(new InetSocketAddress(asked, 0).getAddress());
    assertThat(notes.ttl()).isEqualTo(7);
    assertThat(notes.trafficClass()).isZero();
    assertThat(notes.timestamp()).isPositive();
    assertThat(notes.device()).isPositive();
    route.from().set(notes.reply());
    route.mark(9, 4);
    assertThat(outbox.add(route, memory.address(), 50, 0)).isTrue();
    assertThat(outbox.send(server, 0, family == AF_INET6 ? Kind.SIX : Kind.FOUR)).isEqualTo(1);
    // A connected socket takes it only from the address that it asked.
    assertThat(TransferCalls.receive(client, memory, 0, SLOT, 0)).isEqualTo(50);
  }

  private static int level(String asked) {
    return asked.contains(":") ? IPPROTO_IPV6 : IPPROTO_IP;
  }

  private static int hops(String asked) {
    return asked.contains(":") ? 16 : SocketConstants.IP_TTL;
  }

  /** The route names nobody: the socket knows where to. */
  @Test
  void aConnectedSocketNeedsNoAddress() throws IOException {
    open(AF_INET, "127.0.0.1", "127.0.0.1");
    SocketCalls.connect(server, AF_INET, AddressedCalls.localAddress(client));
    assertThat(outbox.add(route, memory.address(), 50, 0)).isTrue();
    assertThat(outbox.addJoined(route, memory.address(), 250, 100)).isTrue();
    assertThat(outbox.send(server, 0, Kind.CONNECTED)).isEqualTo(2);
    assertThat(outbox.sendApart(server, 1, 2, Kind.CONNECTED)).isEqualTo(1);
    assertThat(inbox.receive(client, 8)).isEqualTo(5);
    assertThat(IntStream.range(0, 5).map(inbox::length)).containsExactly(50, 100, 100, 50, 50);
  }

  @Test
  void equalDatagramsOfOneRouteLeaveAsOneMessage() throws IOException {
    open(AF_INET, "127.0.0.1", "127.0.0.1");
    SocketCalls.setOption(client, IPPROTO_UDP, SocketConstants.UDP_GRO, 1);
    route.to().set(PeerName.of(AddressedCalls.localAddress(client)));
    for (int i = 0; i < 5; i++) {
      memory.set(JAVA_BYTE, i * 200L, (byte) i);
      assertThat(outbox.add(route, memory.address() + i * 200L, 100, 1472)).isTrue();
    }
    assertThat(outbox.add(route, memory.address(), 40, 1472)).isTrue();
    assertThat(outbox.add(route, memory.address(), 40, 1472)).isTrue();
    assertThat(outbox.add(route, memory.address(), 0, 1472)).isTrue();
    assertThat(outbox.count()).isEqualTo(3);
    assertThat(outbox.datagrams(0)).isEqualTo(6);
    assertThat(outbox.bytes(0)).isEqualTo(540);
    assertThat(outbox.send(server, 0, Kind.FOUR)).isEqualTo(3);
    assertThat(inbox.receive(client, 8)).isEqualTo(3);
    inbox.notes(0, notes);
    assertThat(notes.segment()).isEqualTo(100);
    assertThat(inbox.length(0)).isEqualTo(540);
    assertThat(inbox.length(1)).isEqualTo(40);
    assertThat(inbox.length(2)).isZero();
  }

  @Test
  void theDatagramsOfOneMessageCanBeSentApart() throws IOException {
    open(AF_INET, "127.0.0.1", "127.0.0.1");
    route.to().set(PeerName.of(AddressedCalls.localAddress(client)));
    memory.set(JAVA_BYTE, 1000, (byte) 42);
    assertThat(outbox.add(route, memory.address(), 100, 1472)).isTrue();
    assertThat(outbox.add(route, memory.address() + 1000, 70, 1472)).isTrue();
    assertThat(outbox.addJoined(route, memory.address() + 900, 150, 100)).isTrue();
    assertThat(outbox.sendApart(server, 0, 1, Kind.FOUR)).isEqualTo(1);
    assertThat(outbox.sendApart(server, 1, 1, Kind.FOUR)).isEqualTo(1);
    MemorySegment slot = Arena.ofAuto().allocate(SLOT);
    assertThat(TransferCalls.receive(client, slot, 0, SLOT, 0)).isEqualTo(70);
    assertThat(slot.get(JAVA_BYTE, 0)).isEqualTo((byte) 42);
    assertThat(TransferCalls.receive(client, slot, 0, SLOT, 0)).isEqualTo(50);
    assertThat(slot.get(JAVA_BYTE, 0)).isEqualTo((byte) 42);
  }

  @Test
  void theLargestIsWholeAndALongerThanItsSlotIsCut() throws IOException {
    open(AF_INET, "127.0.0.1", "127.0.0.1");
    inbox.slot(1, Arena.ofAuto().allocate(16));
    assertThat(TransferCalls.send(client, memory, 0, 65_507)).isEqualTo(65_507);
    assertThat(TransferCalls.send(client, memory, 0, 17)).isEqualTo(17);
    assertThat(inbox.receive(server, 2)).isEqualTo(2);
    assertThat(inbox.length(0)).isEqualTo(65_507);
    assertThat(inbox.cut(0)).isFalse();
    assertThat(inbox.length(1)).isEqualTo(17);
    assertThat(inbox.cut(1)).isTrue();
  }

  @Test
  void namesKnowTheirKind() {
    PeerName name = PeerName.of(new InetSocketAddress("239.1.2.3", 5));
    assertThat(name.four()).isTrue();
    assertThat(name.multicast()).isTrue();
    assertThat(name.address()).isEqualTo(new InetSocketAddress("239.1.2.3", 5));
    assertThat(PeerName.of(new InetSocketAddress("ff02::1", 5)).multicast()).isTrue();
    assertThat(PeerName.of(new InetSocketAddress("192.0.2.1", 5)).multicast()).isFalse();
    assertThat(PeerName.of(new InetSocketAddress("0.0.0.0", 5)).any()).isTrue();
    assertThat(PeerName.of(new InetSocketAddress("ff02::2", 5)).same(name)).isFalse();
  }
}
