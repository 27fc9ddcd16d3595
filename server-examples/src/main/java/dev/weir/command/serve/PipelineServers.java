package dev.weir.command.serve;

import dev.weir.command.config.LimitSettings;
import dev.weir.command.config.Settings;
import dev.weir.command.config.UdpSettings;
import dev.weir.command.config.Values;
import dev.weir.server.DrainReport;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The servers of a service that is a pipeline: one for TCP, one for UDP. */
final class PipelineServers implements RunningService {

  private final List<Server> servers = new ArrayList<>();
  private final List<Server> datagrams = new ArrayList<>();

  private PipelineServers() {}

  /** Starts both, or neither. */
  static RunningService start(Service service, ServicePlan plan) {
    PipelineServers running = new PipelineServers();
    try {
      running.startTcp(service, plan);
      running.startUdp(service, plan);
      return running;
    } catch (RuntimeException failure) {
      running.close();
      throw failure;
    }
  }

  private void startTcp(Service service, ServicePlan plan) {
    Endpoint[] endpoints = plan.endpoints(service, false);
    if (endpoints.length > 0) {
      Values values = plan.values();
      TcpServer recipe =
          sharded(TcpServer.on(endpoints).loops(plan.loops()), values)
              .name(plan.name())
              .options(values.get(Settings.OPTIONS_TEXT))
              .limits(LimitSettings.of(values))
              .pipeline(service.tcp().orElseThrow());
      servers.add(plan.registry().map(recipe::metrics).orElse(recipe).start());
    }
  }

  /** TCP beside it keeps to those that bound connections; alone, it refuses them. */
  private Limits ofDatagrams(Limits limits) {
    return servers.size() == datagrams.size() ? limits : limits.forDatagrams();
  }

  private static TcpServer sharded(TcpServer recipe, Values values) {
    TcpServer sharded = recipe.shards(values.get(Settings.SHARDS));
    return values.get(Settings.STEERED) ? sharded.steered() : sharded;
  }

  private static UdpServer sharded(UdpServer recipe, Values values) {
    UdpServer sharded = recipe.shards(values.get(Settings.SHARDS));
    return values.get(Settings.STEERED) ? sharded.steered() : sharded;
  }

  private void startUdp(Service service, ServicePlan plan) {
    Endpoint[] endpoints = plan.endpoints(service, true);
    if (endpoints.length > 0) {
      Values values = plan.values();
      UdpServer recipe =
          sharded(UdpServer.on(endpoints).loops(plan.loops()), values)
              .name(plan.name())
              .options(values.get(Settings.OPTIONS_TEXT))
              .limits(ofDatagrams(LimitSettings.of(values)))
              .pipeline(service.udp().orElseThrow());
      UdpServer full = UdpSettings.applied(recipe, values);
      Server server = plan.registry().map(full::metrics).orElse(full).start();
      servers.add(server);
      datagrams.add(server);
    }
  }

  @Override
  public List<Server> servers() {
    return List.copyOf(servers);
  }

  @Override
  public void limits(Limits limits) {
    Limits left = ofDatagrams(limits);
    servers.forEach(server -> server.limits(datagrams.contains(server) ? left : limits));
  }

  @Override
  public List<CompletableFuture<DrainReport>> drain(Duration deadline) {
    return servers.stream().map(server -> server.drain(deadline).toCompletableFuture()).toList();
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
  }
}
