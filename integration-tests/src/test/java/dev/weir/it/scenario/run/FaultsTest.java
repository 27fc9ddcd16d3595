package dev.weir.it.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.scenario.Fault;
import dev.weir.it.scenario.FaultKind;
import dev.weir.it.world.Host;
import dev.weir.it.world.Network;
import dev.weir.it.world.Program;
import dev.weir.it.world.Role;
import dev.weir.it.world.Task;
import dev.weir.it.world.World;
import dev.weir.it.world.WorldKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Faults that stand at the same time: each ends by itself, and leaves what the others do. */
final class FaultsTest {

  private static final int SOON = 300;

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final Network network = new Network(new Noted());

  @Test
  void aRateThatEndsLeavesTheOneThatStillStands() {
    run(fault(0, FaultKind.RATE, 2e6, 40), fault(10, FaultKind.RATE, 1e6, 10));

    assertThat(said("tbf")).containsExactly("2000000bit", "1000000bit", "2000000bit");
    assertThat(done).last().asString().contains("qdisc del");
  }

  @Test
  void aPartitionEndsWithTheLastOfThoseThatAskForIt() {
    run(fault(0, FaultKind.PARTITION, 0, 20), fault(10, FaultKind.PARTITION, 0, 20));

    assertThat(done.stream().filter(line -> line.contains("-I PREROUTING"))).hasSize(1);
    assertThat(done.stream().filter(line -> line.contains("-S PREROUTING"))).hasSize(1);
  }

  @Test
  void resetsThatOverlapLeaveNoRule() {
    run(fault(0, FaultKind.RESET, 0, 20), fault(10, FaultKind.RESET, 0, 20));

    assertThat(done.stream().filter(line -> line.contains("-I INPUT"))).hasSize(1);
    assertThat(done.stream().filter(line -> line.contains("-D INPUT"))).hasSize(1);
  }

  @Test
  void whatCannotBeDoneIsTold() {
    try (Faults faults = new Faults(network, Map.of(), begun())) {
      faults.now(List.of(fault(0, FaultKind.KILL, 0, 0)));

      assertThat(faults.events()).isEmpty();
      assertThat(faults.problems()).hasSize(1);
    }
  }

  private void run(Fault... all) {
    try (Faults faults = new Faults(network, Map.of(), begun())) {
      faults.begin(List.of(all));
      Awaitility.await("all begin and end").until(() -> faults.events().size() == 2 * all.length);
      assertThat(faults.problems()).isEmpty();
    }
  }

  private static Clock begun() {
    Clock clock = new Clock();
    clock.begin();
    return clock;
  }

  private static Fault fault(int at, FaultKind kind, double value, int lasts) {
    Optional<Duration> time = lasts == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(lasts));
    // Late enough that all of them are in the queue before the first begins.
    return new Fault(Duration.ofMillis(SOON + at), kind, Role.SERVER, value, time, kind.word());
  }

  /** The rates that were set, on one of the hosts. */
  private List<String> said(String word) {
    return done.stream()
        .filter(line -> line.startsWith("server") && line.contains(word))
        .map(line -> line.replaceFirst(".* rate (\\S+) .*", "$1"))
        .toList();
  }

  /** A world whose hosts note what they are asked for; the server's alone is looked at. */
  private final class Noted implements World {
    @Override
    public WorldKind kind() {
      return WorldKind.NAMESPACES;
    }

    @Override
    public Host host(Role role) {
      return new NotedHost(role);
    }

    @Override
    public void close() {}
  }

  private final class NotedHost implements Host {
    private final Role role;

    NotedHost(Role role) {
      this.role = role;
    }

    @Override
    public Role role() {
      return role;
    }

    @Override
    public String address() {
      return "192.0.2.1";
    }

    @Override
    public String device() {
      return "eth0";
    }

    @Override
    public int freePort() {
      return 5201;
    }

    @Override
    public Task start(Program program) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public String run(List<String> words) {
      if (role == Role.SERVER) {
        done.add(role.word() + ": " + String.join(" ", words));
      }
      return "";
    }

    @Override
    public OptionalLong networkProcess() {
      return OptionalLong.empty();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }
  }
}
