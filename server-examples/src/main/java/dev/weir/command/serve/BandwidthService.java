package dev.weir.command.serve;

import dev.weir.bandwidth.iperf3.Iperf3Limits;
import dev.weir.bandwidth.iperf3.Iperf3Server;
import dev.weir.bandwidth.iperf3.RunningIperf3Server;
import dev.weir.command.config.LimitSettings;
import dev.weir.server.DrainReport;
import dev.weir.server.Server;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The bandwidth server, for clients of iperf3: more than a pipeline, so it starts by itself. */
public final class BandwidthService implements Service {

  /** Called by the service loader. */
  public BandwidthService() {}

  @Override
  public String name() {
    return "bandwidth";
  }

  @Override
  public String summary() {
    return "measures with iperf3 clients, many at a time (tcp with udp)";
  }

  /** Starts one server for each TCP endpoint; UDP is served at the same ports. */
  static RunningService start(ServicePlan plan) {
    Running running = new Running();
    try {
      Stream.of(plan.endpoints(Scheme.TCP))
          .flatMap(Endpoint::each)
          .forEach(endpoint -> running.tests.add(recipe(plan, endpoint).start()));
      return running;
    } catch (RuntimeException failure) {
      running.close();
      throw failure;
    }
  }

  private static Iperf3Server recipe(ServicePlan plan, Endpoint endpoint) {
    Iperf3Limits limits = LimitSettings.ofTests(plan.values());
    Iperf3Server recipe =
        Iperf3Server.on(endpoint).name(plan.name()).loops(plan.loops()).limits(limits);
    return plan.registry().map(recipe::metrics).orElse(recipe);
  }

  private static final class Running implements RunningService {
    private final List<RunningIperf3Server> tests = new ArrayList<>();

    @Override
    public List<Server> servers() {
      return tests.stream().flatMap(test -> test.servers().stream()).toList();
    }

    @Override
    public void limits(Limits limits) {
      // Nothing of these is a setting of this handler: its connections belong to its tests.
    }

    @Override
    public List<CompletableFuture<DrainReport>> drain(Duration deadline) {
      return tests.stream().map(test -> test.drain(deadline).toCompletableFuture()).toList();
    }

    @Override
    public void close() {
      tests.forEach(RunningIperf3Server::close);
    }
  }
}
