package dev.weir.linux.call;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.UDP_GRO;
import static dev.weir.linux.call.SocketConstants.UDP_SEGMENT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class BatchTest {
  private int receiver;
  private int sender;

  @BeforeEach
  void connectTwo() throws IOException {
    receiver = SocketCalls.socket(AF_INET, SOCK_DGRAM, 0);
    SocketCalls.bind(receiver, AF_INET, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    sender = SocketCalls.socket(AF_INET, SOCK_DGRAM, 0);
    SocketCalls.connect(sender, AF_INET, AddressedCalls.localAddress(receiver));
  }

  @AfterEach
  void closeBoth() throws IOException {
    SocketCalls.close(receiver);
    SocketCalls.close(sender);
  }

  @Test
  void manyDatagramsGoByOneCall() {
    SendBatch out = numbered(5, 100);
    assertThat(out.send(sender, 5)).isEqualTo(5);
    ReceiveBatch in = new ReceiveBatch(8, 200);
    assertThat(in.receive(receiver)).isEqualTo(5);
    for (int i = 0; i < 5; i++) {
      assertThat(in.length(i)).isEqualTo(100);
      assertThat(in.segment(i)).isZero();
      assertThat(in.memory().get(JAVA_BYTE, in.offset(i))).isEqualTo((byte) i);
    }
  }

  @Test
  void aCutDatagramStillTellsItsLength() {
    assertThat(numbered(1, 1000).send(sender, 1)).isEqualTo(1);
    ReceiveBatch in = new ReceiveBatch(2, 16);
    assertThat(in.receive(receiver)).isEqualTo(1);
    assertThat(in.length(0)).isEqualTo(1000);
  }

  @Test
  void aSegmentedSendArrivesJoinedWhereTheReceiverAsksForIt() throws IOException {
    SocketCalls.setOption(sender, IPPROTO_UDP, UDP_SEGMENT, 700);
    SocketCalls.setOption(receiver, IPPROTO_UDP, UDP_GRO, 1);
    assertThat(numbered(10, 700).sendSegmented(sender, 10)).isEqualTo(10);
    ReceiveBatch in = new ReceiveBatch(4, 65_536);
    assertThat(in.receive(receiver)).isEqualTo(1);
    assertThat(in.length(0)).isEqualTo(7000);
    assertThat(in.segment(0)).isEqualTo(700);
    assertThat(in.memory().get(JAVA_BYTE, 6300)).isEqualTo((byte) 9);
  }

  @Test
  void aSegmentedSendArrivesCutUpWhereTheReceiverDoesNotAsk() throws IOException {
    SocketCalls.setOption(sender, IPPROTO_UDP, UDP_SEGMENT, 700);
    assertThat(numbered(3, 700).sendSegmented(sender, 3)).isEqualTo(3);
    ReceiveBatch in = new ReceiveBatch(8, 65_536);
    assertThat(in.receive(receiver)).isEqualTo(3);
    assertThat(in.length(2)).isEqualTo(700);
  }

  @Test
  void preparingHasNoEffectOnAnyDescriptor() {
    TransferCalls.prepare();
    assertThat(new ReceiveBatch(1, 16).receive(receiver)).isEqualTo(-Errno.EAGAIN.number());
  }

  @Test
  void nothingToReceiveIsEagain() {
    assertThat(Errno.EAGAIN.is(new ReceiveBatch(1, 16).receive(receiver))).isTrue();
  }

  @Test
  void aDatagramTellsWhereItCameFrom() throws IOException {
    assertThat(AddressedCalls.receive(receiver, 16)).isEmpty();
    numbered(1, 9).send(sender, 1);
    AddressedCalls.Datagram datagram = AddressedCalls.receive(receiver, 16).orElseThrow();
    assertThat(datagram.source()).isEqualTo(AddressedCalls.localAddress(sender));
    assertThat(datagram.bytes()).hasSize(9);
  }

  private static SendBatch numbered(int datagrams, int size) {
    SendBatch batch = new SendBatch(datagrams, size);
    for (int i = 0; i < datagrams; i++) {
      batch.memory().set(JAVA_BYTE, batch.offset(i), (byte) i);
    }
    return batch;
  }
}
