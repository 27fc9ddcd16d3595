package dev.weir.it.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to run on a host.
 *
 * @param name a word for it in messages
 * @param words the command line
 * @param image the image to run it in, where the host is a container; without, that of the real
 *     tools
 * @param needs directories of this machine that it reads, at the same place inside a container
 * @param memory the most memory it may have, in bytes; 0 for no bound
 */
public record Program(
    String name, List<String> words, Optional<String> image, List<Path> needs, long memory) {

  /** Copies the lists. */
  public Program {
    words = List.copyOf(words);
    needs = List.copyOf(needs);
  }

  /** A program that is everywhere. */
  public static Program of(String name, List<String> words) {
    return new Program(name, words, Optional.empty(), List.of(), 0);
  }
}
