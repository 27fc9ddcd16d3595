package dev.weir.it.scenario;

import dev.weir.command.config.ListType;
import dev.weir.command.config.Quantities;
import dev.weir.command.config.ScalarType;
import dev.weir.command.text.NearestName;
import dev.weir.it.world.Role;
import dev.weir.it.world.WorldKind;
import dev.weir.server.option.SocketOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How words and texts are written in a scenario. */
final class Words {

  static final ScalarType<Protocol> PROTOCOL = oneOf("protocol", Protocol.values(), Protocol::word);
  static final ScalarType<Direction> DIRECTION =
      oneOf("direction", Direction.values(), Direction::word);
  static final ScalarType<PeerName> PEER = oneOf("peer", PeerName.values(), PeerName::word);
  static final ScalarType<Role> ROLE = oneOf("host", Role.values(), Role::word);
  static final ListType<WorldKind> WORLDS =
      new ListType<>(
          oneOf("world", WorldKind.values(), WorldKind::word), 1, WorldKind.values().length);

  static final ScalarType<String> TEXT =
      new ScalarType<>("text", "a text", text -> text, text -> text);
  static final ScalarType<String> NAME =
      new ScalarType<>(
          "name",
          "a name of up to 64 letters, digits, dots, dashes and underscores",
          Words::name,
          text -> text);
  static final ScalarType<List<String>> COMMAND =
      new ScalarType<>(
          "command",
          "a command line, its words separated by spaces",
          text -> Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList(),
          words -> String.join(" ", words));

  /** What the tools can set on their sockets, by option or by a word of their command line. */
  static final List<String> SETTABLE =
      List.of("IP_TOS", "SO_RCVBUF", "SO_SNDBUF", "TCP_CONGESTION", "TCP_MAXSEG", "TCP_NODELAY");

  static final ScalarType<SocketOptions> OPTIONS =
      new ScalarType<>(
          "options",
          "socket options such as TCP_CONGESTION=cubic, SO_SNDBUF=1m",
          Words::options,
          SocketOptions::toString);
  static final ScalarType<Integer> STREAMS = Quantities.whole(1, 128);
  static final ScalarType<Integer> REPEAT = Quantities.whole(1, 100);

  private static final Pattern OPTION_NAME = Pattern.compile("([A-Za-z0-9_]+)\\s*=");

  private Words() {}

  /** A misspelt name is set beside the few that tools can set, not beside all that there are. */
  private static SocketOptions options(String text) {
    try {
      return SocketOptions.parse(text);
    } catch (IllegalArgumentException e) {
      throw OPTION_NAME
          .matcher(text)
          .results()
          .map(result -> result.group(1))
          .filter(name -> !SETTABLE.contains(name))
          .filter(name -> NearestName.of(name, SETTABLE).isPresent())
          .findFirst()
          .map(name -> mistyped(name, SETTABLE))
          .orElse(e);
    }
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  static <E> ScalarType<E> oneOf(String name, E[] all, Function<E, String> word) {
    List<E> values = List.of(all);
    String expected = values.stream().map(word).collect(Collectors.joining(" or "));
    return new ScalarType<>(
        name,
        Arrays.asList(all).size() == 1 ? expected : "one of " + expected.replace(" or ", ", "),
        text ->
            values.stream()
                .filter(value -> word.apply(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> mistyped(text, values.stream().map(word).toList())),
        word);
  }

  private static IllegalArgumentException mistyped(String text, List<String> words) {
    return NearestName.of(text, words)
        .map(near ->
            new IllegalArgumentException(
                "\"%s\" (expected: one of %s); did you mean %s?"
                    .formatted(text, String.join(", ", words), near)))
        .orElseGet(IllegalArgumentException::new);
  }
}
