package dev.weir.it.world;

import java.util.Locale;
import java.util.Optional;

/** The kinds of worlds; the same scenario runs in each that can do what it needs. */
public enum WorldKind {
  /** The machine's own loopback: nothing is made, nothing can be shaped. */
  LOOPBACK {
    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Optional<String> lacks(Ability ability) {
      return Optional.of(
          switch (ability) {
            case LINK, DELAY -> "loopback has no link that could be shaped or cut";
            case PORT_RANGE -> "loopback's ports belong to the whole machine";
            case IMAGE -> "an image runs in containers only";
            case MEMORY -> "memory is bounded in containers only";
          });
    }

    @Override
    World make(RunId id) {
      return new LoopbackWorld(id);
    }
  },

  /** Two network namespaces, and a third with the bridge that joins them. */
  NAMESPACES {
    @Override
    public Optional<String> unavailable() {
      return Machine.withoutNamespaces();
    }

    @Override
    public Optional<String> lacks(Ability ability) {
      return switch (ability) {
        case DELAY -> Machine.withoutDelay();
        case IMAGE -> Optional.of("an image runs in containers only");
        case MEMORY -> Optional.of("memory is bounded in containers only");
        case LINK, PORT_RANGE -> Optional.empty();
      };
    }

    @Override
    World make(RunId id) {
      return new NamespaceWorld(id);
    }
  },

  /** A network of a container engine with two hosts on it. */
  CONTAINERS {
    @Override
    public Optional<String> unavailable() {
      return Engine.unavailable();
    }

    @Override
    public Optional<String> lacks(Ability ability) {
      return switch (ability) {
        case DELAY -> Machine.withoutDelay();
        case PORT_RANGE, LINK, IMAGE, MEMORY -> Optional.empty();
      };
    }

    // The image of the real tools has them all.
    @Override
    public boolean has(String program) {
      return true;
    }

    @Override
    World make(RunId id) {
      return new ContainerWorld(id);
    }
  };

  /** The one with the most abilities that this machine can make. */
  public static WorldKind best() {
    return NAMESPACES.unavailable().isEmpty() ? NAMESPACES : LOOPBACK;
  }

  /** Why there can be no such world on this machine; empty where there can. */
  public abstract Optional<String> unavailable();

  /** Why such a world cannot do this; empty where it can. */
  public abstract Optional<String> lacks(Ability ability);

  /** Whether a tool of Weir's own peers can be run in such a world. */
  public boolean has(String program) {
    return Machine.has(program);
  }

  abstract World make(RunId id);

  /** The word for it in files and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
