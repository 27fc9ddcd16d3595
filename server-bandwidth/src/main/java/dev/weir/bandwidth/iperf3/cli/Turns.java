package dev.weir.bandwidth.iperf3.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Lets tests that run at the same time print one after another, as if they had run so: the one that
 * came first prints at once, the others when their turn comes. What a waiting test says is kept up
 * to a bound; of one that says more, the rest is left out, and that is said.
 *
 * <p>Thread safe.
 */
final class Turns {

  private static final int KEPT = 1 << 20;

  private final Consumer<String> out;
  private final Runnable between;
  private final Deque<Turn> turns = new ArrayDeque<>();

  /**
   * Nobody waits.
   *
   * @param out takes what is printed
   * @param between called after each that has ended, before the next prints
   */
  Turns(Consumer<String> out, Runnable between) {
    this.out = out;
    this.between = between;
  }

  /** One more, behind all others. */
  synchronized Turn join() {
    Turn turn = new Turn();
    turns.addLast(turn);
    return turn;
  }

  private synchronized void print(Turn turn, String text) {
    if (turns.peekFirst() == turn) {
      out.accept(text);
    } else {
      turn.keep(text);
    }
  }

  private synchronized void end(Turn turn) {
    turn.ended = true;
    while (!turns.isEmpty() && turns.getFirst().ended) {
      turns.removeFirst();
      between.run();
      if (!turns.isEmpty()) {
        out.accept(turns.getFirst().take());
      }
    }
  }

  /** One who prints. */
  final class Turn {

    private final StringBuilder kept = new StringBuilder();
    private boolean full;
    private boolean ended;

    /** Prints a text that ends with a newline. */
    void print(String text) {
      Turns.this.print(this, text);
    }

    /** Says that nothing more will come. */
    void end() {
      Turns.this.end(this);
    }

    private void keep(String text) {
      boolean fits = kept.length() + text.length() <= KEPT;
      if (!full) {
        kept.append(fits ? text : "[more was said while other tests were printed]\n");
      }
      full |= !fits;
    }

    private String take() {
      String text = kept.toString();
      kept.setLength(0);
      return text;
    }
  }
}
