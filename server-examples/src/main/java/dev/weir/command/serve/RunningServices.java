package dev.weir.command.serve;

import dev.weir.server.DrainReport;
import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The servers of one command line, on the same loops: all of them start, or none stays. */
final class RunningServices implements AutoCloseable {

  private final List<Server> servers = new ArrayList<>();
  private final ServeSettings settings;
  private final Loops loops;

  private RunningServices(ServeSettings settings) {
    this.settings = settings;
    int processors = Runtime.getRuntime().availableProcessors();
    this.loops = Loops.of(Math.max(settings.shards(), processors), "serve");
  }

  static RunningServices start(List<Assignment> assignments, ServeSettings settings) {
    RunningServices running = new RunningServices(settings);
    try {
      assignments.forEach(running::start);
      return running;
    } catch (RuntimeException failure) {
      running.close();
      throw failure;
    }
  }

  List<Server> servers() {
    return List.copyOf(servers);
  }

  Loops loops() {
    return loops;
  }

  /** Drains all at once and waits until the last has closed. */
  List<DrainReport> drain(Duration deadline) {
    List<CompletableFuture<DrainReport>> drains =
        servers.stream().map(server -> server.drain(deadline).toCompletableFuture()).toList();
    return drains.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
    loops.close();
  }

  private void start(Assignment assignment) {
    Service service = assignment.service();
    Endpoint[] tcp = assignment.endpoints(Scheme.TCP);
    Endpoint[] udp = assignment.endpoints(Scheme.UDP);
    if (tcp.length > 0) {
      servers.add(startTcp(service, service.tcp().orElseThrow(), tcp));
    }
    if (udp.length > 0) {
      servers.add(startUdp(service, service.udp().orElseThrow(), udp));
    }
  }

  private Server startTcp(Service service, UnaryOperator<Pipeline> pipeline, Endpoint[] endpoints) {
    return TcpServer.on(endpoints)
        .name(service.name())
        .loops(loops)
        .options(settings.options())
        .shards(settings.shards())
        .pipeline(pipeline)
        .start();
  }

  private Server startUdp(Service service, UnaryOperator<Pipeline> pipeline, Endpoint[] endpoints) {
    return UdpServer.on(endpoints)
        .name(service.name())
        .loops(loops)
        .options(settings.options())
        .shards(settings.shards())
        .pipeline(pipeline)
        .start();
  }
}
