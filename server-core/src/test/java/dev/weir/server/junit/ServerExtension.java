package dev.weir.server.junit;

import dev.weir.server.DrainReport;
import dev.weir.server.Server;
import dev.weir.server.endpoint.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a server before each test, injects it, drains it afterwards, and fails the test that
 * leaves a connection, a buffer or a thread behind.
 *
 * <pre>{@code
 * @RegisterExtension
 * final ServerExtension echo = ServerExtension.of(
 *     () -> TcpServer.on("tcp://127.0.0.1:0").pipeline(p -> p.last("echo", Echo::new)).start());
 *
 * @Test
 * void answers(Endpoint endpoint) { ... }
 * }</pre>
 *
 * <p>Parameters of type {@link Server} and {@link Endpoint} are injected. Buffers are counted by
 * Netty's exact detector, for which this class must be loaded before Netty's buffers are; where
 * another detector is in place already, the test fails with what to do. Buffers and threads are
 * counted in the whole process: tests that use this extension do not run beside each other.
 */
public final class ServerExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  /** How long a drain may take, unless said otherwise. */
  public static final Duration DRAIN = Duration.ofSeconds(5);

  private final BufferLeaks buffers = new BufferLeaks();
  private final Supplier<Server> start;
  private final Duration deadline;
  private ThreadLeaks threads = ThreadLeaks.none();
  private @Nullable Server server;

  private ServerExtension(Supplier<Server> start, Duration deadline) {
    this.start = start;
    this.deadline = deadline;
  }

  /**
   * An extension for one server.
   *
   * @param start starts it, best on port 0; called before each test
   * @return the extension, to be registered
   */
  public static ServerExtension of(Supplier<Server> start) {
    return new ServerExtension(start, DRAIN);
  }

  /**
   * With another time for the drain after each test.
   *
   * @param deadline above zero; connections that are open after it count as leaked
   * @return the new extension
   */
  public ServerExtension drainWithin(Duration deadline) {
    return new ServerExtension(start, deadline);
  }

  /**
   * The server of the running test.
   *
   * @return the server
   * @throws NullPointerException outside of a test
   */
  public Server server() {
    return Objects.requireNonNull(server, "no test is running");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    threads = ThreadLeaks.since();
    server = start.get();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Server running = server;
    server = null;
    if (running == null) {
      return;
    }
    List<String> left = new ArrayList<>();
    try (running) {
      DrainReport report =
          running
              .drain(deadline)
              .toCompletableFuture()
              .get(deadline.toMillis() + 10_000, TimeUnit.MILLISECONDS);
      if (report.forced() > 0) {
        left.add(report.forced() + " connections, open after " + deadline);
      }
    }
    left.addAll(threads.left());
    left.addAll(buffers.left());
    if (!left.isEmpty()) {
      throw new AssertionError("the test left behind: " + String.join("; ", left));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Server.class || type == Endpoint.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    boolean wantsServer = parameter.getParameter().getType() == Server.class;
    return wantsServer ? server() : server().endpoint();
  }
}
