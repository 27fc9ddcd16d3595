package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Fault;
import dev.weir.it.scenario.FaultKind;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.result.CellResult;
import dev.weir.it.scenario.result.WireSample;
import dev.weir.it.world.Host;
import dev.weir.it.world.Network;
import dev.weir.it.world.Role;
import dev.weir.it.world.Task;
import dev.weir.it.world.World;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One test in one world, from the empty world to the figures. */
final class CellRun {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration END_PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;

  private final World world;
  private final Cell cell;
  private final int round;
  private final Progress progress;
  private final CompletableFuture<Void> stop;

  private final Scenario scenario;
  private final Clock clock = new Clock();
  private final Map<Role, Task> tasks = new EnumMap<>(Role.class);

  CellRun(World world, Cell cell, int round, Progress progress, CompletableFuture<Void> stop) {
    this.world = world;
    this.cell = cell;
    this.round = round;
    this.progress = progress;
    this.stop = stop;
    this.scenario = cell.scenario();
  }

  CellResult run() throws InterruptedException {
    Network network = new Network(world);
    network.apply(scenario.link());
    Host host = world.host(Role.SERVER);
    int port = host.freePort();
    Tool tool = Tools.of(scenario.server(), world.kind());
    PacketWatch packets = new PacketWatch(world, scenario.protocol(), port);
    try (Task server = host.start(tool.server(scenario, scenario.server(), port))) {
      tasks.put(Role.SERVER, server);
      new Readiness(host, server, port).await(tool.ready(scenario.server()), START_PATIENCE);
      return measure(network, server, port, packets);
    }
  }

  private CellResult measure(Network network, Task server, int port, PacketWatch packets)
      throws InterruptedException {
    Host sender = world.host(scenario.direction() == Direction.DOWN ? Role.SERVER : Role.CLIENT);
    try (WireWatch wire = new WireWatch(world, scenario.streams(), clock);
        TcpWatch tcp = new TcpWatch(sender, port, clock);
        Faults faults = new Faults(network, tasks, clock)) {
      faults.now(scenario.faults().stream().filter(CellRun::before).toList());
      faults.begin(scenario.faults().stream().filter(this::endsWhatStoodBefore).toList());
      String address = world.host(Role.SERVER).address();
      Tool tool = Tools.of(scenario.client(), world.kind());
      try (Task client =
          world.host(Role.CLIENT).start(tool.client(scenario, scenario.client(), address, port))) {
        tasks.put(Role.CLIENT, client);
        boolean inTime = follow(client, wire, faults);
        boolean serverEnded = server.ended().isDone();
        return new Collected(
                world,
                cell,
                round,
                clock,
                server,
                client,
                inTime,
                serverEnded,
                wire,
                tcp,
                packets,
                faults)
            .result(tool);
      }
    }
  }

  /** What stands at 0s is wrong before the client starts; a client cannot be hit before. */
  private static boolean before(Fault fault) {
    boolean needsClient =
        fault.role() == Role.CLIENT
            && (fault.kind() == FaultKind.KILL
                || fault.kind() == FaultKind.TERMINATE
                || fault.kind() == FaultKind.PAUSE
                || fault.kind() == FaultKind.RESUME);
    return fault.at().isZero() && !needsClient;
  }

  /**
   * Data may begin to flow only when what stood before it is over: its end cannot wait for data.
   */
  private boolean endsWhatStoodBefore(Fault fault) {
    return !before(fault)
        && fault
            .kind()
            .ends()
            .filter(begin ->
                scenario.faults().stream()
                    .anyMatch(
                        one -> before(one) && one.kind() == begin && one.role() == fault.role()))
            .isPresent();
  }

  private boolean during(Fault fault) {
    return !before(fault) && !endsWhatStoodBefore(fault);
  }

  /** Waits for the client's end; whether it came in time. */
  private boolean follow(Task client, WireWatch wire, Faults faults) throws InterruptedException {
    Duration most = scenario.duration().plus(scenario.omit()).plus(END_PATIENCE);
    Patience patience = new Patience(most);
    boolean faultsSet = false;
    while (!over(client)) {
      if (clock.begun() && !faultsSet) {
        faults.begin(scenario.faults().stream().filter(this::during).toList());
        faultsSet = true;
      }
      if (patience.isOver() || stop.isDone()) {
        return false;
      }
      progress.flows(clock.seconds(), rate(wire.samples()));
    }
    return true;
  }

  private static boolean over(Task client) throws InterruptedException {
    try {
      client.ended().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException running) {
      return false;
    } catch (ExecutionException e) {
      throw new Broken(client.name() + ": " + e.getCause());
    }
  }

  private static double rate(List<WireSample> samples) {
    int last = samples.size() - 1;
    int from = Math.max(0, last - 5);
    if (last < 1) {
      return -1;
    }
    WireSample one = samples.get(from);
    WireSample other = samples.get(last);
    double bytes = other.up() - one.up() + other.down() - one.down();
    return 8 * bytes / Math.max(1e-3, other.seconds() - one.seconds());
  }
}
