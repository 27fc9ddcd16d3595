package dev.weir.bandwidth.iperf3;

import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.StartException;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.pipeline.Pipeline;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server starts by its recipe: one of TCP and one of UDP at the same port, over the same
 * loops, which share a desk.
 */
final class Startup {

  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
  private static final int ATTEMPTS = 8;

  private final ServerRecipe values;

  Startup(ServerRecipe values) {
    this.values = values;
  }

  /**
   * Starts it. May block on the system's resolver.
   *
   * @throws StartException where it cannot start; nothing is left open
   */
  RunningIperf3Server start() {
    Loops used =
        values.loops.orElseGet(
            () -> Loops.of(Runtime.getRuntime().availableProcessors(), "iperf3"));
    try {
      return start(used, values.endpoint.port() == 0 ? ATTEMPTS : 1);
    } catch (RuntimeException refused) {
      if (values.loops.isEmpty()) {
        used.close();
      }
      throw refused;
    }
  }

  /** A port that the system chose for TCP may be taken for UDP. */
  private RunningIperf3Server start(Loops used, int attempts) {
    try {
      return start(used);
    } catch (StartException refused) {
      if (attempts > 1) {
        return start(used, attempts - 1);
      }
      throw refused;
    }
  }

  private RunningIperf3Server start(Loops used) {
    FlowSockets sockets = new FlowSockets(used);
    FlowDesk flows = new FlowDesk(sockets);
    ServerDesk desk =
        new ServerDesk(
            values.limits,
            values.interval,
            values.output,
            values.listeners,
            flows,
            values.made,
            values.access.map(AccessDesk::new),
            values.file);
    Server tcp = listen(used, desk);
    try {
      int port = tcp.endpoint().port();
      Server udp = udp(used, port, flows, sockets).start();
      Rehearsal.begin();
      Runnable unmeter =
          values
              .registry
              .map(meters ->
                  desk.activity()
                      .register(meters, values.name, values.endpoint.withPort(port).toString()))
              .orElse(() -> {});
      return new RunningIperf3Server(
          values.endpoint.withPort(port),
          tcp,
          udp,
          desk,
          () -> {
            unmeter.run();
            if (values.loops.isEmpty()) {
              used.close();
            }
          });
    } catch (RuntimeException refused) {
      tcp.close();
      throw refused;
    }
  }

  /**
   * Clients that want Multipath TCP get it where the kernel has it, unless the endpoint says
   * otherwise; to others such a listener is like any.
   */
  private Server listen(Loops used, ServerDesk desk) {
    if (values.endpoint.placement().values().containsKey("multipath")) {
      return tcp(values.endpoint, used, desk).start();
    }
    try {
      return tcp(values.endpoint.multipath(true), used, desk).start();
    } catch (StartException refused) {
      LOG.debug("Data comes by one path", refused);
      return tcp(values.endpoint, used, desk).start();
    }
  }

  /** Tests have clocks of their own: a control connection may be silent for hours. */
  private TcpServer tcp(Endpoint endpoint, Loops used, ServerDesk desk) {
    TcpServer server =
        TcpServer.on(endpoint)
            .name(values.name)
            .options(values.made.tcp())
            .loops(used)
            .limits(Limits.defaults().idle(Duration.ZERO))
            .pipeline(
                stages -> stages.without(Pipeline.TIMEOUTS).last("iperf3", () -> new Door(desk)));
    return values.registry.map(server::metrics).orElse(server);
  }

  /** Each flow gets a socket of its own at the same port. */
  private UdpServer udp(Loops used, int port, FlowDesk flows, FlowSockets sockets) {
    UdpServer server =
        UdpServer.on(values.endpoint.speaking(Scheme.UDP).withPort(port))
            .name(values.name)
            .options(values.made.udp())
            .loops(used)
            .pipeline(stages -> stages.first("flows", () -> sockets))
            .handle(flows);
    return values.registry.map(server::metrics).orElse(server);
  }
}
