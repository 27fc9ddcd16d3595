package dev.weir.bandwidth.iperf3;

import java.util.function.Consumer;

/**
 * Additional output for whoever looks for a mistake: the states and documents of control
 * connections, in the original's words, and what streams move.
 *
 * @param level 0 to 4 and above; states are told from 3 on, streams from 4 on, documents always
 * @param out takes lines that end with a newline; called on loops, which it must not block for long
 */
public record Trace(int level, Consumer<String> out) {

  private static final int STATES = 3;
  private static final int STREAMS = 4;

  boolean tellsStates() {
    return level >= STATES;
  }

  boolean tellsStreams() {
    return level >= STREAMS;
  }
}
