package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.StreamSample;
import dev.weir.bandwidth.stream.FileSink;
import dev.weir.bandwidth.stream.FileSource;
import dev.weir.bandwidth.stream.TcpSink;
import dev.weir.bandwidth.stream.TcpSource;
import dev.weir.bandwidth.stream.TcpStream;
import dev.weir.bandwidth.stream.UdpReceiver;
import dev.weir.bandwidth.stream.UdpSender;
import dev.weir.server.bulk.Pace;
import dev.weir.server.bulk.Payload;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the streams of one test from its sockets, in the order in which they were connected. */
final class StreamFactory {

  private static final Logger LOG = LoggerFactory.getLogger(StreamFactory.class);

  private final TestParameters parameters;
  private final Quotas quotas;
  private final Pace pace;
  private final Optional<Path> file;
  private final byte[] block;
  private final Payload payload;
  private int made;

  /**
   * Nothing made yet.
   *
   * @param file what is sent, or received into, instead of random bytes; of TCP alone
   */
  StreamFactory(TestParameters parameters, Quotas quotas, Optional<Path> file) {
    this.file = file;
    this.parameters = parameters;
    this.quotas = quotas;
    pace =
        Pace.bits(
            parameters.number(Parameter.BANDWIDTH), Math.max(1, parameters.small(Parameter.BURST)));
    block = block(parameters);
    payload = payload(parameters, block);
  }

  /** Where the kernel lacks what it needs, the bytes are copied: the wire sees no difference. */
  private static Payload payload(TestParameters parameters, byte[] block) {
    try {
      return parameters.flag(Parameter.ZEROCOPY) ? Payload.uncopied(block) : Payload.of(block);
    } catch (IOException | UnsupportedOperationException refused) {
      LOG.warn("Data is sent with a copy, though a test asked for none", refused);
      return Payload.of(block);
    }
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

  /**
   * How reports show a stream. Both ends number the streams of a test alike: 1, 3, 4, 5 and so on.
   *
   * @param index how many there are before it
   */
  static StreamDescription describe(int index, DataSocket socket, boolean sender) {
    int id = index == 0 ? 1 : index + 2;
    return new StreamDescription(id, socket.number(), socket.local(), socket.remote(), sender);
  }

  /**
   * Makes the next one.
   *
   * @throws TestFailure where its file cannot be opened
   */
  TestStream make(DataSocket socket, boolean sender) throws TestFailure {
    StreamDescription description = describe(made++, socket, sender);
    return parameters.protocol() == Protocol.TCP
        ? tcp(description, socket)
        : udp(description, socket);
  }

  /** Makes the next one, which sends a probe instead of data; of TCP alone. */
  TestStream probe(DataSocket socket, Consumer<Duration> told) {
    StreamDescription description = describe(made++, socket, true);
    TcpSource stream =
        RoundTrips.stream(socket.channel(), ControlSegment.size(socket.channel()), told);
    return new TestStream(
        description, socket, stream, new TcpCounters(description.id(), true, stream));
  }

  private TestStream tcp(StreamDescription description, DataSocket socket) throws TestFailure {
    TcpStream stream =
        file.isPresent()
            ? filed(description.sender(), socket.channel(), file.get())
            : random(description.sender(), socket.channel());
    return new TestStream(
        description,
        socket,
        stream,
        new TcpCounters(description.id(), description.sender(), stream));
  }

  private TcpStream random(boolean sender, Channel channel) {
    int size = parameters.blockSize();
    return sender
        ? new TcpSource(channel, payload, size, pace, quotas.sending())
        : new TcpSink(channel, size, quotas.receiving());
  }

  private TcpStream filed(boolean sender, Channel channel, Path path) throws TestFailure {
    int size = parameters.blockSize();
    try {
      return sender
          ? new FileSource(channel, path, size, pace, quotas.sending())
          : new FileSink(channel, path, size, quotas.receiving());
    } catch (IOException refused) {
      throw new TestFailure(ErrorCode.FILE, FileErrno.of(refused));
    }
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
