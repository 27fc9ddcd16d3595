package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Fault;
import dev.weir.it.scenario.FaultKind;
import dev.weir.it.scenario.result.Event;
import dev.weir.it.world.Network;
import dev.weir.it.world.Role;
import dev.weir.it.world.Task;
import dev.weir.it.world.Task.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets things go wrong, and right again, at their moments of the test. */
final class Faults implements AutoCloseable {

  private final Network network;
  private final Map<Role, Task> tasks;
  private final Clock clock;
  private final Alarms alarms;

  /** What stands now. */
  private final List<Fault> standing = new ArrayList<>();

  private final List<Event> events = new ArrayList<>();
  private final List<Double> ends = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Faults(Network network, Map<Role, Task> tasks, Clock clock) {
    this.network = network;
    this.tasks = tasks;
    this.clock = clock;
    this.alarms = new Alarms(clock);
  }

  /** Sets the alarm for all of them; the test's time begins now. */
  void begin(List<Fault> faults) {
    alarms.set(
        faults.stream()
            .flatMap(fault -> Stream.concat(Stream.of(beginning(fault)), end(fault)))
            .toList());
  }

  /**
   * Lets these happen at once, before the test's time begins, which it may not do before what
   * stands at its beginning has ended.
   */
  void now(List<Fault> faults) {
    faults.forEach(fault -> beginning(fault).what().run());
    alarms.set(faults.stream().flatMap(this::end).toList());
  }

  private Alarms.Task beginning(Fault fault) {
    boolean endsAnother = fault.kind().ends().isPresent();
    return new Alarms.Task(fault.at(), () -> happen(fault.text(), endsAnother, () -> start(fault)));
  }

  private Stream<Alarms.Task> end(Fault fault) {
    Runnable what = () -> happen("end of " + fault.text(), true, () -> stop(fault));
    return fault.end().stream().map(moment -> new Alarms.Task(moment, what));
  }

  private void happen(String text, boolean isEnd, Runnable what) {
    double begun = clock.seconds();
    try {
      what.run();
      synchronized (this) {
        // What ends counts from when it was over, what begins from when it began.
        events.add(new Event(isEnd ? clock.seconds() : begun, text));
        if (isEnd) {
          ends.add(clock.seconds());
        }
      }
    } catch (RuntimeException e) {
      // Of the world's own and of the engine's many kinds: a fault that is not there must be told.
      synchronized (this) {
        problems.add(text + ": " + e.getMessage());
      }
    }
  }

  private synchronized void start(Fault fault) {
    fault
        .kind()
        .ends()
        .ifPresent(begin -> standing.removeIf(one -> like(one, begin, fault.role())));
    // What a host suffers already it cannot suffer twice; a value replaces the one before.
    boolean suffered = ofHost(fault) && last(fault).isPresent();
    if (fault.kind().canEnd()) {
      standing.add(fault);
    }
    if (!suffered) {
      make(fault);
    }
  }

  /** Ends a fault; where another of its kind still stands, that one is what is left. */
  private synchronized void stop(Fault fault) {
    if (!standing.remove(fault)) {
      return;
    }
    Optional<Fault> left = last(fault);
    if (left.isEmpty() || !ofHost(fault)) {
      undo(fault);
      left.ifPresent(this::make);
    }
  }

  private static boolean ofHost(Fault fault) {
    return fault.kind().target() == FaultKind.Target.HOST;
  }

  private Optional<Fault> last(Fault fault) {
    return standing.stream()
        .filter(one -> like(one, fault.kind(), fault.role()))
        .reduce((former, latter) -> latter);
  }

  private static boolean like(Fault one, FaultKind kind, Role role) {
    return one.kind() == kind && one.role() == role;
  }

  private void make(Fault fault) {
    Role role = fault.role();
    switch (fault.kind()) {
      case PARTITION -> network.partition(role);
      case HEAL -> network.heal(role);
      case KILL -> task(role).signal(Signal.KILL);
      case TERMINATE -> task(role).signal(Signal.TERM);
      case PAUSE -> task(role).signal(Signal.STOP);
      case RESUME -> task(role).signal(Signal.CONT);
      case LINK_DOWN -> network.link(role, false);
      case LINK_UP -> network.link(role, true);
      case RESET -> network.reset(role);
      case EXHAUST_PORTS -> network.exhaustPorts(role, true);
      case RATE -> network.rate((long) fault.value());
      case LOSS -> network.loss(fault.value());
      case BLACK_HOLE -> network.blackHole((int) fault.value());
    }
  }

  private void undo(Fault fault) {
    Role role = fault.role();
    switch (fault.kind()) {
      case PARTITION -> network.heal(role);
      case PAUSE -> task(role).signal(Signal.CONT);
      case LINK_DOWN -> network.link(role, true);
      case RESET -> network.noReset(role);
      case EXHAUST_PORTS -> network.exhaustPorts(role, false);
      case RATE -> network.rate(0);
      case LOSS -> network.lossAsAsked();
      case BLACK_HOLE -> network.noBlackHole();
      case HEAL, KILL, TERMINATE, RESUME, LINK_UP -> {}
    }
  }

  private Task task(Role role) {
    return Objects.requireNonNull(tasks.get(role));
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** When faults were over, in seconds of the test. */
  synchronized List<Double> ends() {
    return List.copyOf(ends);
  }

  /** What could not be done. */
  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    alarms.close();
  }
}
