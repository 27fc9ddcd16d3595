package dev.weir.server.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way to cut an input into pieces.
 *
 * @param name says which, for the report
 * @param positions where the pieces end, ascending, the end of the input not among them
 */
record Cuts(String name, List<Integer> positions) {
  private static final int MOST_PIECES = 8;

  static Cuts none() {
    return new Cuts("in one piece", List.of());
  }

  static Cuts between(List<byte[]> messages) {
    int[] ends = messages.stream().mapToInt(message -> message.length).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
    return new Cuts(
        "message by message",
        Arrays.stream(ends).limit(Math.max(0, ends.length - 1)).boxed().distinct().toList());
  }

  static Cuts everywhere(int length) {
    return new Cuts("byte by byte", IntStream.range(1, length).boxed().toList());
  }

  static Cuts at(int position) {
    return new Cuts("in two pieces, cut at byte " + position, List.of(position));
  }

  static Cuts random(int length, Random random, long seed) {
    int pieces = 2 + random.nextInt(MOST_PIECES - 1);
    List<Integer> positions =
        random.ints(pieces - 1L, 1, length).sorted().distinct().boxed().toList();
    return new Cuts("cut at bytes %s, seed %d".formatted(positions, seed), positions);
  }

  /** The pieces of an input, none of them empty. */
  Stream<byte[]> of(byte[] input) {
    List<Integer> ends =
        Stream.concat(Stream.concat(Stream.of(0), positions.stream()), Stream.of(input.length))
            .toList();
    return IntStream.range(1, ends.size())
        .mapToObj(i -> Arrays.copyOfRange(input, ends.get(i - 1), ends.get(i)))
        .filter(piece -> piece.length > 0);
  }

  /** The pieces near the first cut, for a reader. */
  String show(byte[] input) {
    return of(input)
        .limit(MOST_PIECES)
        .map(piece -> "\"" + Outputs.text(piece) + "\"")
        .collect(Collectors.joining(" | "));
  }
}
