package dev.weir.it.scenario;

import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong, and what ends it. */
public enum FaultKind {
  /** Nothing reaches the host and nothing that it sends arrives. */
  PARTITION(Target.HOST),
  /** Ends a partition. */
  HEAL(Target.HOST),
  /** Ends the program at once, with SIGKILL. */
  KILL(Target.HOST),
  /** Asks the program to end, with SIGTERM. */
  TERMINATE(Target.HOST),
  /** Stops the program where it is. */
  PAUSE(Target.HOST),
  /** Lets the program go on. */
  RESUME(Target.HOST),
  /** Takes the host's interface down. */
  LINK_DOWN(Target.HOST),
  /** Takes it up again. */
  LINK_UP(Target.HOST),
  /** Resets every TCP connection of which a segment arrives at the host. */
  RESET(Target.HOST),
  /** Leaves the host no local ports for connections of its own. */
  EXHAUST_PORTS(Target.HOST),
  /** Changes the link's rate. */
  RATE(Target.RATE),
  /** Changes the link's loss. */
  LOSS(Target.SHARE),
  /** Long packets vanish and nobody is told. */
  BLACK_HOLE(Target.SIZE);

  /** What stands after the fault's name. */
  public enum Target {
    /** {@code server} or {@code client}. */
    HOST,
    /** Bits per second. */
    RATE,
    /** Per cent. */
    SHARE,
    /** Bytes. */
    SIZE
  }

  private final Target target;

  FaultKind(Target target) {
    this.target = target;
  }

  /** What stands after its name. */
  public Target target() {
    return target;
  }

  /** Whether it is over by itself after {@code for}. */
  public boolean canEnd() {
    return switch (this) {
      case PARTITION, PAUSE, LINK_DOWN, RESET, EXHAUST_PORTS, RATE, LOSS, BLACK_HOLE -> true;
      case HEAL, KILL, TERMINATE, RESUME, LINK_UP -> false;
    };
  }

  /** What this ends, if it is an end. */
  public Optional<FaultKind> ends() {
    return switch (this) {
      case HEAL -> Optional.of(PARTITION);
      case RESUME -> Optional.of(PAUSE);
      case LINK_UP -> Optional.of(LINK_DOWN);
      default -> Optional.empty();
    };
  }

  /** The word for it in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
