package dev.weir.it.world;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A machine of a world, as whoever runs things on it sees it. */
public interface Host {

  /** Whether it serves or asks. */
  Role role();

  /** Its address, as the other host knows it. */
  String address();

  /** The name of the interface to the other host. */
  String device();

  /** A port that is free for a server, TCP and UDP. */
  int freePort();

  /**
   * Starts a program and returns at once.
   *
   * @throws WorldException if it cannot be started
   */
  Task start(Program program);

  /**
   * Runs an administrative command in the host's network to its end.
   *
   * @return what it printed
   * @throws WorldException if it does not end with 0
   */
  String run(List<String> words);

  /** Runs an administrative command, given as its words. */
  default String run(String... words) {
    return run(List.of(words));
  }

  /**
   * A process of this machine that is in the host's network, so that {@code /proc/PID/net} tells
   * its counters; empty where none can be seen from here.
   */
  OptionalLong networkProcess();

  /** Facts about the host worth keeping with a result. */
  Map<String, String> facts();
}
