package dev.weir.server.extension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.Connection;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.junit.ServerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes with the extension and looks at which of their tests fail. */
final class ServerExtensionTest {
  private static final List<AutoCloseable> LEFT = new ArrayList<>();

  @AfterEach
  void cleanUp() throws Exception {
    for (AutoCloseable left : LEFT) {
      left.close();
    }
    LEFT.clear();
  }

  @Test
  void aCleanTestPasses() {
    assertThat(failure(Clean.class)).isEqualTo("nothing failed");
    run(Clean.class).assertStatistics(s -> s.succeeded(2).failed(0));
  }

  @Test
  void whatIsLeftBehindFailsTheTest() {
    assertThat(failure(LeavesConnection.class)).contains("1 connections");
    assertThat(failure(LeavesThread.class)).contains("thread left-behind");
    assertThat(failure(LeavesBuffer.class)).contains("buffers");
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  private static String failure(Class<?> tests) {
    return run(tests).failed().stream()
        .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
        .flatMap(result -> result.getThrowable().stream())
        .map(ServerExtensionTest::described)
        .findFirst()
        .orElse("nothing failed");
  }

  private static String described(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void shout(Connection connection) throws IOException {
    for (String line : connection.lines(UTF_8, 100)) {
      connection.write(line + "!\n");
    }
  }

  private static ServerExtension shouting() {
    return ServerExtension.of(
            () -> TcpServer.on("tcp://127.0.0.1:0").serve(ServerExtensionTest::shout).start())
        .drainWithin(Duration.ofMillis(300));
  }

  private static Socket connect(Endpoint endpoint) throws IOException {
    return new Socket(endpoint.host(), endpoint.port());
  }

  /** Leaves nothing. */
  @Tag("inner")
  static final class Clean {
    @RegisterExtension final ServerExtension extension = shouting();

    @Test
    void usesTheEndpoint(Endpoint endpoint) throws IOException {
      try (Socket socket = connect(endpoint)) {
        socket.getOutputStream().write("a\n".getBytes(UTF_8));
        assertThat(socket.getInputStream().readNBytes(3)).asString(UTF_8).isEqualTo("a!\n");
      }
    }

    @Test
    void usesTheServer(Server server) {
      assertThat(server.endpoint().port()).isPositive();
      assertThat(server).isSameAs(extension.server());
    }
  }

  /** Leaves a connection in the middle of a line. */
  @Tag("inner")
  static final class LeavesConnection {
    @RegisterExtension final ServerExtension extension = shouting();

    @Test
    void leavesAConnection(Endpoint endpoint) throws IOException {
      Socket socket = connect(endpoint);
      LEFT.add(socket);
      socket.getOutputStream().write("a\nhalf".getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(3)).asString(UTF_8).isEqualTo("a!\n");
    }
  }

  /** Leaves a thread. */
  @Tag("inner")
  static final class LeavesThread {
    @RegisterExtension final ServerExtension extension = shouting();

    @Test
    void leavesAThread() {
      Thread thread = Thread.ofPlatform().daemon().name("left-behind").start(LeavesThread::await);
      LEFT.add(thread::interrupt);
    }

    private static void await() {
      java.util.concurrent.locks.LockSupport.park();
    }
  }

  /** Leaves a buffer. */
  @Tag("inner")
  static final class LeavesBuffer {
    @RegisterExtension final ServerExtension extension = shouting();

    @Test
    void leavesABuffer() {
      // Never released: a release after the report would count against the next test.
      ByteBuf buffer = Unpooled.directBuffer(16);
      assertThat(buffer.refCnt()).isEqualTo(1);
    }
  }
}
