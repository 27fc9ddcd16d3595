package dev.weir.it.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.Connection;
import dev.weir.server.connection.ConnectionHandler;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A handler that keeps its loop is named to the operator, with its stack. */
final class BlockedLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.weir.server.BlockedLoops");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void listen() {
    logger.setLevel(Level.WARN);
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(logged);
    logger.setLevel(null);
  }

  /** Waits where it must not. */
  private record Waiting(CountDownLatch release) implements ConnectionHandler {
    @Override
    public void received(Connection connection, ByteBuffer bytes) throws Exception {
      release.await();
      connection.write(bytes);
    }
  }

  @Test
  void namesTheHandlerAndItsLoop() throws Exception {
    try (Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .name("careless")
                .handle(() -> new Waiting(release))
                .start();
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port())) {
      peer.getOutputStream().write('x');
      await().atMost(PATIENCE).until(() -> !messages().isEmpty());
      assertThat(messages().getFirst())
          .startsWith("careless-")
          .contains("blocked by dev.weir.it.handlers.BlockedLoopTest$Waiting.received(Block")
          .contains("    at java.base/java.util.concurrent.CountDownLatch.await(");
      release.countDown();
      assertThat(peer.getInputStream().read()).isEqualTo('x');
    }
  }

  private List<String> messages() {
    return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
