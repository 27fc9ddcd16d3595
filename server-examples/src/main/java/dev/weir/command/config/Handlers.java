package dev.weir.command.config;

import dev.weir.server.endpoint.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** What can answer, as far as a configuration has to know it. */
public interface Handlers {

  /**
   * What a handler understands.
   *
   * @param spoken the schemes that it speaks
   * @param settings those that mean something to it
   * @param paired whether it serves UDP at each of its TCP endpoints, and nowhere else
   */
  record Kind(Set<Scheme> spoken, List<Setting<?>> settings, boolean paired) {

    /** One that is a pipeline. */
    public static Kind pipeline(Set<Scheme> spoken) {
      return new Kind(
          spoken,
          spoken.contains(Scheme.UDP)
              ? Settings.join(Settings.PIPELINE, Settings.UDP)
              : Settings.PIPELINE,
          false);
    }

    /** One that has a session for each peer that it speaks UDP with. */
    public static Kind sessions(Set<Scheme> spoken) {
      Kind kind = pipeline(spoken);
      return new Kind(spoken, Settings.join(kind.settings(), Settings.SESSIONS), false);
    }

    /** A pipeline that passes everything on to another server. */
    public static Kind proxy(Set<Scheme> spoken) {
      return new Kind(spoken, Settings.PROXY, false);
    }

    /** The bandwidth server. */
    public static Kind bandwidth() {
      return new Kind(Set.of(Scheme.TCP, Scheme.UDP), Settings.BANDWIDTH, true);
    }
  }

  /** All names, in their order. */
  SortedSet<String> names();

  /** What a handler understands; empty where none has this name. */
  Optional<Kind> find(String name);
}
