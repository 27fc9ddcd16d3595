package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpClient;
import dev.weir.server.UdpServer;
import dev.weir.server.endpoint.MulticastGroup;
import dev.weir.server.pipeline.Pipeline;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples, spoken to by plain sockets. */
class ExamplesTest {

  private static Server tcp(UnaryOperator<Pipeline> pipeline) {
    return TcpServer.on("tcp://127.0.0.1:0").pipeline(pipeline).start();
  }

  private static Socket connect(Server server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Sends all, closes the sending half, and reads until the server closes. */
  private static String converse(Server server, String text) throws IOException {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void tcpEchoGivesBackWhatItGets() throws Exception {
    byte[] sent = new byte[300_000];
    new Random(7).nextBytes(sent);
    try (Server server = tcp(TcpEcho::pipeline);
        Socket socket = connect(server)) {
      Thread writer = Thread.ofVirtual().start(() -> write(socket, sent));
      assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      writer.join();
    }
  }

  @Test
  void tcpEchoStopsReadingFromAPeerThatDoesNotRead() throws Exception {
    byte[] chunk = new byte[1 << 16];
    try (Server server = tcp(TcpEcho::pipeline);
        Socket socket = connect(server)) {
      socket.setSendBufferSize(1 << 16);
      int accepted = fillUntilBlocked(socket, chunk);
      // Both directions' kernel buffers are bounded (tcp_wmem, tcp_rmem); more would be the heap.
      assertThat(accepted).isLessThan(120 << 20);
      assertThat(socket.getInputStream().readNBytes(accepted)).hasSize(accepted);
    }
  }

  private static int fillUntilBlocked(Socket socket, byte[] chunk) throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (write(socket, chunk)) {
                accepted.addAndGet(chunk.length);
              }
            });
    int before;
    do {
      before = accepted.get();
      writer.join(500);
    } while (accepted.get() > before && accepted.get() < (200 << 20));
    return accepted.get();
  }

  private static boolean write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1400, 9000, 65_507})
  void udpEchoGivesBackWhatItGets(int size) throws Exception {
    byte[] sent = new byte[size];
    Arrays.fill(sent, (byte) 'x');
    try (Server server = UdpServer.on("udp://127.0.0.1:0").pipeline(UdpEcho::pipeline).start();
        DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      int port = server.endpoint().port();
      socket.send(new DatagramPacket(sent, size, InetAddress.getLoopbackAddress(), port));
      DatagramPacket answer = new DatagramPacket(new byte[65_507], 65_507);
      socket.receive(answer);
      assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(sent);
    }
  }

  @Test
  void aBeaconIsHeardUntilItIsSilent() throws Exception {
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    MulticastGroup group = MulticastGroup.of("239.77.7.7").on("lo");
    try (Server _ = MulticastListener.on("udp://0.0.0.0:7877", group, news::add).start()) {
      Channel beacon = MulticastBeacon.start("udp://239.77.7.7:7877?device=lo", "printer");
      assertThat(news.poll(10, TimeUnit.SECONDS)).endsWith(" is printer");
      beacon.close().sync();
      assertThat(news.poll(20, TimeUnit.SECONDS)).endsWith(" is gone");
    }
  }

  /** Whoever asks for the address of weir.test, with the number 7, over whichever datagrams. */
  @Test
  void namesAreAnsweredOnUnixSocketsToo(@TempDir Path directory) throws Exception {
    byte[] question =
        HexFormat.of().parseHex("000701000001000000000000047765697204746573740000010001");
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    String endpoint = "unixgram://" + directory.resolve("dns.sock");
    try (Server _ = UdpServer.on(endpoint).pipeline(DnsResponder::udp).start()) {
      Channel asker =
          UdpClient.to(endpoint)
              .pipeline(p -> p.last("answers", () -> new Answers(answers)))
              .connect()
              .get(10, TimeUnit.SECONDS);
      asker.writeAndFlush(Unpooled.wrappedBuffer(question)).sync();
      byte[] answer = answers.poll(10, TimeUnit.SECONDS);
      asker.close().sync();
      assertThat(answer).startsWith(0, 7).endsWith(192, 0, 2, 7);
    }
  }

  private static final class Answers extends SimpleChannelInboundHandler<DomainDatagramPacket> {
    private final BlockingQueue<byte[]> seen;

    Answers(BlockingQueue<byte[]> seen) {
      this.seen = seen;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
      byte[] bytes = new byte[packet.content().readableBytes()];
      packet.content().readBytes(bytes);
      seen.add(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upper grüße | GRÜSSE",
        "reverse abc def | fed cba",
        "length 𝄞 clef | 6",
        "  upper  a  | A",
        "upper |''",
        "shout a | error: shout (expected: upper, reverse, length, quit)",
      })
  void lineCommandsAnswer(String line, String answer) throws Exception {
    try (Server server = tcp(LineCommands::pipeline)) {
      assertThat(converse(server, line + "\r\nquit\n")).isEqualTo(answer + "\nbye\n");
    }
  }

  @Test
  void lineCommandsTakeBytesAsTheyDribbleIn() throws Exception {
    try (Server server = tcp(LineCommands::pipeline);
        Socket socket = connect(server)) {
      socket.setTcpNoDelay(true);
      for (byte one : "upper é\nquit\n".getBytes(UTF_8)) {
        socket.getOutputStream().write(one);
      }
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).isEqualTo("É\nbye\n");
    }
  }

  @Test
  void lineCommandsCloseOnALineWithoutEnd() throws Exception {
    try (Server server = tcp(LineCommands::pipeline);
        Socket socket = connect(server)) {
      socket.getOutputStream().write("x".repeat(1025).getBytes(UTF_8));
      assertThat(readUntilClosed(socket.getInputStream()))
          .isEqualTo("error: line (expected: at most 1024 bytes)\n");
    }
  }

  private static String readUntilClosed(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(UTF_8);
  }
}
