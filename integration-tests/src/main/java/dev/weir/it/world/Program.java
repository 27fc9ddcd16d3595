package dev.weir.it.world;

import java.util.List;
import java.util.Optional;

/**
 * What to run on a host.
 *
 * @param name a word for it in messages
 * @param words the command line
 * @param image the image to run it in, where the host is a container; without, that of the real
 *     tools
 * @param administrator whether it may choose any congestion control, which the kernel lets only
 *     administrators do
 * @param memory the most memory it may have, in bytes; 0 for no bound
 */
public record Program(
    String name, List<String> words, Optional<String> image, boolean administrator, long memory) {

  /** Copies the list. */
  public Program {
    words = List.copyOf(words);
  }

  /** A program that is everywhere. */
  public static Program of(String name, List<String> words) {
    return new Program(name, words, Optional.empty(), false, 0);
  }

  /** The same in a container of this image, whose entry point takes the words. */
  public Program in(String other) {
    return new Program(name, words, Optional.of(other), administrator, memory);
  }
}
