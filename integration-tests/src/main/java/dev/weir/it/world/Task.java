package dev.weir.it.world;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A program that runs, or ran, on a host. */
public interface Task extends AutoCloseable {

  /** Signals that a task can be sent. */
  enum Signal {
    /** Asks it to end. */
    TERM,
    /** As Ctrl-C. */
    INT,
    /** Ends it, without a word to anybody. */
    KILL,
    /** Stops it where it is. */
    STOP,
    /** Lets it go on. */
    CONT
  }

  /** The program's name. */
  String name();

  /** What it has printed on standard output so far. */
  Output output();

  /** What it has printed on standard error so far. */
  Output errors();

  /** Its exit code, once it has ended and all that it printed has been read. */
  CompletableFuture<Integer> ended();

  /** Its process, where this machine can see it. */
  OptionalLong pid();

  /** Sends it a signal; without effect once it has ended. */
  void signal(Signal signal);

  /** Ends it if it still runs. */
  @Override
  void close();
}
