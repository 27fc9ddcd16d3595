package dev.weir.it.scenario;

import dev.weir.command.config.Location;
import dev.weir.it.world.WorldKind;
import java.util.List;
import java.util.Map;

/**
 * All that a scenario file says.
 *
 * @param name what it is called in results
 * @param about what it shows, in a sentence; may be empty
 * @param worlds where it runs, in each of them; empty for the best that the machine has
 * @param repeat how often each cell runs; rounds are interleaved
 * @param cells the tests
 * @param images the container images that its tests name, and where they are named first
 * @param source the file's text
 */
public record Suite(
    String name,
    String about,
    List<WorldKind> worlds,
    int repeat,
    List<Cell> cells,
    Map<String, Location> images,
    String source) {

  /** Copies the lists. */
  public Suite {
    worlds = List.copyOf(worlds);
    cells = List.copyOf(cells);
    images = Map.copyOf(images);
  }
}
