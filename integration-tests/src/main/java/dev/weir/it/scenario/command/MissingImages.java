package dev.weir.it.scenario.command;

import dev.weir.it.scenario.Suite;
import dev.weir.it.scenario.run.SuiteRun;
import dev.weir.it.world.Images;
import dev.weir.it.world.WorldKind;
import java.util.List;

/** Finds the images that a run would want and cannot have, before anything is made. */
record MissingImages(List<WorldKind> worlds) {

  /** A line for each, with its place in the file. */
  List<String> of(Suite suite) {
    List<WorldKind> where = worlds.isEmpty() ? SuiteRun.chosen(suite) : worlds;
    if (!where.contains(WorldKind.CONTAINERS)) {
      return List.of();
    }
    return suite.images().entrySet().stream()
        .flatMap(image ->
            Images.missing(image.getKey()).stream()
                .map(reason -> image.getValue() + ": image: " + reason))
        .sorted()
        .toList();
  }
}
