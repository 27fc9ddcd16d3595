package dev.weir.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out whether handlers care how the network cuts their input, which they must not. The same
 * input is fed in one piece, message by message, byte by byte, in two pieces cut at every position,
 * and cut at random positions; messages, replies and failures must be the same each time.
 *
 * <pre>{@code
 * SplitVerifier.of(() -> TestPeer.inStep(server))
 *     .message("get a\r\n")
 *     .message("set b 1\r\n")
 *     .verify();
 * }</pre>
 *
 * <p>After the input the peer ends its side, and the handlers are to close, as Weir's own stages
 * make them unless they were taken out. A buffer that is not released fails the verification.
 * Immutable; every method gives a new verifier.
 */
public final class SplitVerifier {
  private static final int EVERY_POSITION_UP_TO = 2048;
  private static final int RANDOM_CUTS = 100;

  private final Supplier<TestPeer> peers;
  private final List<byte[]> messages;
  private final List<String> expected;
  private final Function<Object, String> description;
  private final long seed;

  private SplitVerifier(
      Supplier<TestPeer> peers,
      List<byte[]> messages,
      List<String> expected,
      Function<Object, String> description,
      long seed) {
    this.peers = peers;
    this.messages = List.copyOf(messages);
    this.expected = List.copyOf(expected);
    this.description = description;
    this.seed = seed;
  }

  /**
   * A verifier that has no input yet.
   *
   * @param peers gives a new peer for each feed
   * @return the verifier
   */
  public static SplitVerifier of(Supplier<TestPeer> peers) {
    return new SplitVerifier(
        peers, List.of(), List.of(), Outputs::described, new Random().nextLong());
  }

  /**
   * With one more message in the input.
   *
   * @param text the message in UTF-8, with whatever ends it
   * @return the new verifier
   */
  public SplitVerifier message(String text) {
    return message(text.getBytes(UTF_8));
  }

  /**
   * With one more message in the input.
   *
   * @param bytes the message
   * @return the new verifier
   */
  public SplitVerifier message(byte... bytes) {
    List<byte[]> more = new ArrayList<>(messages);
    more.add(bytes.clone());
    return new SplitVerifier(peers, more, expected, description, seed);
  }

  /**
   * With what must come of the whole input, instead of merely always the same. Buffers count as
   * text: what cannot be printed is written as {@code \n}, {@code \r} or {@code \x00}.
   *
   * @param outputs the messages at the pipeline's end, then, where there are replies, all of them
   *     as one text
   * @return the new verifier
   */
  public SplitVerifier expect(String... outputs) {
    return new SplitVerifier(peers, messages, List.of(outputs), description, seed);
  }

  /**
   * With another way to compare messages, for those whose {@code toString} says too little.
   *
   * @param text of a message; the message must not be kept or released
   * @return the new verifier
   */
  public SplitVerifier comparing(Function<Object, String> text) {
    return new SplitVerifier(peers, messages, expected, text, seed);
  }

  /**
   * With the seed of a verification that failed, to repeat it.
   *
   * @param value as the failure tells it
   * @return the new verifier
   */
  public SplitVerifier seed(long value) {
    return new SplitVerifier(peers, messages, expected, description, value);
  }

  /**
   * Feeds the input in all its ways.
   *
   * @throws AssertionError with the first way that makes a difference, and both outcomes
   * @throws IllegalStateException where there is no input
   */
  public void verify() {
    byte[] input = glued();
    if (input.length == 0) {
      throw new IllegalStateException("input: none (expected: a message); give one by message()");
    }
    Outputs whole = outputs(Cuts.none(), input);
    requireExpected(whole);
    ways(input.length).forEach(cuts -> requireSame(whole, cuts, input));
  }

  private byte[] glued() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    messages.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** The first is the same once more: outputs that differ by themselves cannot be compared. */
  private Stream<Cuts> ways(int length) {
    Stream<Cuts> fixed = Stream.of(Cuts.none(), Cuts.between(messages), Cuts.everywhere(length));
    if (length < 2) {
      return fixed;
    }
    Random random = new Random(seed);
    Stream<Cuts> everyTwo =
        length <= EVERY_POSITION_UP_TO
            ? IntStream.range(1, length).mapToObj(Cuts::at)
            : random.ints(EVERY_POSITION_UP_TO, 1, length).mapToObj(Cuts::at);
    Stream<Cuts> scattered =
        Stream.generate(() -> Cuts.random(length, random, seed)).limit(RANDOM_CUTS);
    return Stream.concat(fixed, Stream.concat(everyTwo, scattered));
  }

  private Outputs outputs(Cuts cuts, byte[] input) {
    try (TestPeer peer = peers.get()) {
      cuts.of(input).forEach(peer::send);
      peer.endOutput();
      byte[] replies = peer.receiveToEnd();
      return Outputs.of(peer, replies, description);
    }
  }

  private void requireExpected(Outputs whole) {
    List<String> seen = new ArrayList<>(whole.messages());
    if (!whole.replies().isEmpty()) {
      seen.add(whole.replies());
    }
    if (!expected.isEmpty() && !seen.equals(expected)) {
      throw new AssertionError("in one piece: %s (expected: %s)".formatted(whole, expected));
    }
  }

  private void requireSame(Outputs whole, Cuts cuts, byte[] input) {
    Outputs other;
    try {
      other = outputs(cuts, input);
    } catch (AssertionError failed) {
      throw new AssertionError(report(cuts, input) + failed.getMessage(), failed);
    }
    if (!other.equals(whole)) {
      throw new AssertionError(
          report(cuts, input) + "%s (expected, as in one piece: %s)".formatted(other, whole));
    }
  }

  private static String report(Cuts cuts, byte[] input) {
    return "%s, %s: ".formatted(cuts.name(), cuts.show(input));
  }
}
