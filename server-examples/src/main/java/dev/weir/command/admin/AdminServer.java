package dev.weir.command.admin;

import dev.weir.command.config.AdminAddress;
import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.pipeline.Pipeline;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The admin endpoint, running. */
public final class AdminServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 32;
  static final int LONGEST_LINE = 2048;
  static final int LARGEST_HEADERS = 8192;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Loops loops;
  private final Server server;

  private AdminServer(Loops loops, Server server) {
    this.loops = loops;
    this.server = server;
  }

  /** A registry that {@code /metrics} can print. */
  public static PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /**
   * Starts it on a loop thread of its own.
   *
   * @param endpoint where; see {@link AdminAddress} for what is allowed
   * @param open whether other machines are let in
   * @throws dev.weir.server.StartException if the endpoint is taken
   * @throws IllegalArgumentException if it may not listen there
   */
  public static AdminServer start(
      Endpoint endpoint, boolean open, AdminTarget target, PrometheusMeterRegistry registry) {
    AdminAddress.refuse(endpoint, open)
        .ifPresent(why -> {
          throw new IllegalArgumentException("admin: " + why);
        });
    AdminRouter router = new AdminRouter(pages(target, registry));
    AdminGuard guard = new AdminGuard(open);
    Loops loops = Loops.of(1, "weir-admin");
    try {
      return new AdminServer(loops, recipe(endpoint, loops, router, guard).start());
    } catch (RuntimeException e) {
      loops.close();
      throw e;
    }
  }

  private static TcpServer recipe(
      Endpoint endpoint, Loops loops, AdminRouter router, AdminGuard guard) {
    return TcpServer.on(endpoint)
        .name("admin")
        .loops(loops)
        .limits(Limits.defaults().connections(MOST_CONNECTIONS).idle(IDLE))
        .pipeline(pipeline -> stages(pipeline, router, guard));
  }

  private static Pipeline stages(Pipeline pipeline, AdminRouter router, AdminGuard guard) {
    return pipeline
        .last("http", AdminServer::codec)
        .last("admin", () -> new AdminHandler(router, guard));
  }

  private static HttpServerCodec codec() {
    return new HttpServerCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setMaxChunkSize(LARGEST_HEADERS));
  }

  static List<AdminPage> pages(AdminTarget target, PrometheusMeterRegistry registry) {
    MetricsPage metrics = new MetricsPage(registry);
    List<AdminPage> pages = new ArrayList<>();
    pages.add(AdminPage.get("/metrics", List.of(), "every meter, for Prometheus", metrics::answer));
    pages.addAll(new StatePages(target).pages());
    pages.add(new ServersPage(target).page());
    pages.add(new ConnectionsPage(target).page());
    return List.copyOf(pages);
  }

  /** Where it listens, with the real port. */
  public Endpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
    loops.close();
  }
}
