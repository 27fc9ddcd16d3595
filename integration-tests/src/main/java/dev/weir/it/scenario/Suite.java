package dev.weir.it.scenario;

import dev.weir.it.world.WorldKind;
import java.util.List;

/**
 * All that a scenario file says.
 *
 * @param name what it is called in results
 * @param about what it shows, in a sentence; may be empty
 * @param worlds where it runs, in each of them; empty for the best that the machine has
 * @param repeat how often each cell runs; rounds are interleaved
 * @param cells the tests
 * @param source the file's text
 */
public record Suite(
    String name,
    String about,
    List<WorldKind> worlds,
    int repeat,
    List<Cell> cells,
    String source) {

  /** Copies the lists. */
  public Suite {
    worlds = List.copyOf(worlds);
    cells = List.copyOf(cells);
  }
}
