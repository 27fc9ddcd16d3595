package dev.weir.it.world;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * What everything that a run makes has in its name: namespaces and containers begin with it,
 * processes carry it in their environment.
 *
 * @param text such as {@code weir-k3x9qa-}
 */
public record RunId(String text) {

  /** The variable that every process of a run has in its environment. */
  public static final String VARIABLE = "WEIR_RUN";

  /** What begins the name of everything that any run ever made. */
  static final String ANY = "weir-";

  private static final int LENGTH = 6;
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  public static RunId random() {
    return new RunId(
        RANDOM
            .ints(LENGTH, 0, LETTERS.length())
            .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
            .collect(Collectors.joining("", ANY, "-")));
  }

  /** The id of one world of the run. */
  RunId world(int number) {
    return new RunId(text + number + "-");
  }

  @Override
  public String toString() {
    return text;
  }
}
