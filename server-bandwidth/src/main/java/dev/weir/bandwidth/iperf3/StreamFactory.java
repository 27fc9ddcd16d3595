package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.stream.Pace;
import dev.weir.bandwidth.stream.TcpSink;
import dev.weir.bandwidth.stream.TcpSource;
import dev.weir.bandwidth.stream.TcpStream;
import dev.weir.bandwidth.stream.UdpReceiver;
import dev.weir.bandwidth.stream.UdpSender;
import dev.weir.server.bulk.Payload;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the streams of one test from its sockets, in the order in which they were connected. */
final class StreamFactory {

  private final TestParameters parameters;
  private final Quotas quotas;
  private final Pace pace;
  private final byte[] block;
  private final Payload payload;
  private int made;

  StreamFactory(TestParameters parameters, Quotas quotas) {
    this.parameters = parameters;
    this.quotas = quotas;
    pace =
        Pace.bits(
            parameters.number(Parameter.BANDWIDTH), Math.max(1, parameters.small(Parameter.BURST)));
    block = block(parameters);
    payload = Payload.of(block);
  }

  private static byte[] block(TestParameters parameters) {
    byte[] block = new byte[parameters.blockSize()];
    if (parameters.flag(Parameter.REPEATING_PAYLOAD)) {
      for (int i = 0; i < block.length; i++) {
        block[i] = (byte) ('0' + i % 10);
      }
    } else {
      ThreadLocalRandom.current().nextBytes(block);
    }
    return block;
  }

  /** Both ends number the streams of a test alike: 1, 3, 4, 5 and so on. */
  private int nextId() {
    int id = made == 0 ? 1 : made + 2;
    made++;
    return id;
  }

  TestStream make(DataSocket socket, boolean sender) {
    int id = nextId();
    StreamDescription description =
        new StreamDescription(id, socket.number(), socket.local(), socket.remote(), sender);
    return parameters.protocol() == Protocol.TCP
        ? tcp(description, socket)
        : udp(description, socket);
  }

  private TestStream tcp(StreamDescription description, DataSocket socket) {
    int size = parameters.blockSize();
    TcpStream stream =
        description.sender()
            ? new TcpSource(socket.channel(), payload, size, pace, quotas.sending())
            : new TcpSink(socket.channel(), size, quotas.receiving());
    return new TestStream(
        description,
        socket,
        stream,
        new TcpCounters(description.id(), description.sender(), stream));
  }

  private TestStream udp(StreamDescription description, DataSocket socket) {
    return description.sender() ? udpSender(description, socket) : udpReceiver(description, socket);
  }

  private TestStream udpSender(StreamDescription description, DataSocket socket) {
    UdpSender stream = new UdpSender(socket.channel(), block, counters64(), pace, quotas.sending());
    return new TestStream(
        description,
        socket,
        stream,
        () -> StreamSample.udpSender(description.id(), stream.bytes(), stream.blocks()));
  }

  private TestStream udpReceiver(StreamDescription description, DataSocket socket) {
    if (!parameters.flag(Parameter.WINDOW)) {
      UdpReceiver.enlargeBuffer(socket.channel());
    }
    UdpReceiver stream =
        new UdpReceiver(socket.channel(), parameters.blockSize(), counters64(), quotas.receiving());
    return new TestStream(description, socket, stream, new UdpCounters(description.id(), stream));
  }

  private boolean counters64() {
    return parameters.flag(Parameter.UDP_COUNTERS_64BIT);
  }
}
