package dev.weir.command.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The process that the endpoint tells about. Any thread; nothing waits. */
public interface AdminTarget {

  /** Its servers, in the order they were named. */
  List<AdminSubject> servers();

  /** Whether it has begun to end: connections go on, new ones are refused. */
  boolean draining();

  /**
   * Begins to end the process as SIGTERM does: servers stop accepting, open connections get until
   * the deadline. A second call changes nothing.
   *
   * @param deadline how long; empty for the process's own
   */
  void drain(Optional<Duration> deadline);
}
