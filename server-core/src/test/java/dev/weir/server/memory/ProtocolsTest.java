package dev.weir.server.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.TcpServer;
import dev.weir.server.connection.Connection;
import dev.weir.server.pipeline.Pipeline;
import dev.weir.server.testing.SplitVerifier;
import dev.weir.server.testing.TestPeer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small protocols of the usual kinds, written as the Javadoc says, fed in every way. */
final class ProtocolsTest {
  private static final TcpServer RECIPE = TcpServer.on("tcp://127.0.0.1:0");
  private static final int LONGEST = 80;

  /** Frames by Netty's decoder, handled by a callback: the order of the two calls is nobody's. */
  @Test
  void framesForACallback() {
    TcpServer counting =
        RECIPE
            .handle(() -> (connection, frame) -> connection.write("" + frame.remaining()))
            .pipeline(p -> p.last("frame", () -> new LengthFieldBasedFrameDecoder(99, 0, 1, 0, 1)))
            .pipeline(p -> p.last("length", () -> new LengthFieldPrepender(1)));
    assertThat(counting.pipeline().names())
        .containsSubsequence("frame", "length", Pipeline.HANDLER, Pipeline.ERRORS);
    SplitVerifier.of(() -> TestPeer.inStep(counting))
        .message((byte) 3, (byte) 'a', (byte) 'b', (byte) 'c')
        .message((byte) 1, (byte) 'd')
        .expect("\\x013\\x011")
        .verify();
  }

  /** A store whose commands are lines, and whose values are counted bytes behind them. */
  private static void store(Connection connection) throws IOException {
    Map<String, byte[]> values = new HashMap<>();
    for (String line : connection.lines(UTF_8, LONGEST)) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("set")) {
        values.put(words[1], connection.readExactly(Integer.parseInt(words[2])));
        connection.readLine(UTF_8, LONGEST);
        connection.write("STORED\r\n");
      } else {
        byte[] value = values.getOrDefault(words[1], new byte[0]);
        connection.write("VALUE " + value.length + "\r\n");
        connection.write(value);
      }
    }
  }

  @Test
  void linesWithBodiesForATask() {
    SplitVerifier.of(() -> TestPeer.of(RECIPE.serve(ProtocolsTest::store)))
        .message("set a 4\r\nw\nx\n\r\n")
        .message("set b 0\r\n\r\n")
        .message("get a\r\n")
        .expect("STORED\\r\\nSTORED\\r\\nVALUE 4\\r\\nw\\nx\\n")
        .verify();
  }

  /** Messages behind their length; the end may come between two of them. */
  private static void shout(Connection connection) throws IOException {
    while (connection.awaitInput()) {
      int length = ByteBuffer.wrap(connection.readExactly(2)).getShort();
      String text = new String(connection.readExactly(length), UTF_8);
      connection.write(text.toUpperCase(Locale.ROOT));
    }
    connection.write(".");
  }

  @Test
  void lengthsForATask() {
    SplitVerifier.of(() -> TestPeer.of(RECIPE.serve(ProtocolsTest::shout)))
        .message((byte) 0, (byte) 2, (byte) 'h', (byte) 'i')
        .message((byte) 0, (byte) 0)
        .message((byte) 0, (byte) 1, (byte) 'x')
        .expect("HIX.")
        .verify();
  }

  @Test
  void drainEndsALoopOverMessagesBetweenTwo() {
    try (TestPeer peer = TestPeer.of(RECIPE.serve(ProtocolsTest::shout))) {
      peer.send((byte) 0, (byte) 1, (byte) 'a', (byte) 0);
      assertThat(peer.receiveText(1)).isEqualTo("A");
      peer.drain();
      peer.send((byte) 1, (byte) 'b');
      assertThat(peer.receiveToEnd()).asString(UTF_8).isEqualTo("B.");
    }
  }

  /** Asks and is told, line by line. */
  private static void login(Connection connection) throws IOException {
    connection.write("user: ");
    Optional<String> user = connection.readLine(UTF_8, LONGEST);
    connection.write("password: ");
    Optional<String> password = connection.readLine(UTF_8, LONGEST);
    connection.write(user.isPresent() && user.equals(password) ? "welcome\n" : "no\n");
  }

  @Test
  void aConversationForATask() {
    try (TestPeer peer = TestPeer.of(RECIPE.serve(ProtocolsTest::login))) {
      assertThat(peer.receiveText(6)).isEqualTo("user: ");
      peer.send("weir\r\nweir\n");
      assertThat(peer.receiveText(10)).isEqualTo("password: ");
      assertThat(peer.receiveLine()).isEqualTo("welcome");
    }
    try (TestPeer peer = TestPeer.of(RECIPE.serve(ProtocolsTest::login))) {
      peer.endOutput();
      assertThat(peer.receiveToEnd()).asString(UTF_8).isEqualTo("user: password: no\n");
    }
  }
}
