package dev.weir.server.option;

import dev.weir.server.endpoint.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text form of {@link SocketOptions}. */
final class OptionText {
  private static final Pattern SECTION = Pattern.compile("\\s*(?:([A-Za-z0-9]+)\\s*:)?(.*)");
  private static final Pattern ENTRY = Pattern.compile("\\s*([^=\\s]+)\\s*=\\s*(.*?)\\s*");

  private OptionText() {}

  static SocketOptions parse(String text) {
    SocketOptions options = SocketOptions.none();
    for (String section : parts(text, ";")) {
      options = section(options, section);
    }
    return options;
  }

  /** Splits, and lets a separator stand at the end. */
  private static List<String> parts(String text, String separator) {
    return text.isBlank() ? List.of() : List.of(text.split(separator));
  }

  private static SocketOptions section(SocketOptions before, String text) {
    Matcher section = SECTION.matcher(text);
    if (!section.matches()) {
      throw new IllegalArgumentException(
          "options: \"%s\" (expected: one line of NAME=value)".formatted(text));
    }
    Optional<Scheme> scheme = Optional.ofNullable(section.group(1)).map(OptionText::scheme);
    SocketOptions options = before;
    for (String entry : parts(section.group(2), ",")) {
      options = entry(options, scheme, entry);
    }
    return options;
  }

  private static Scheme scheme(String word) {
    return Scheme.find(word)
        .filter(scheme -> scheme != Scheme.FD)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "options: section \"%s:\" (expected: tcp:, udp: or unix:)".formatted(word)));
  }

  private static SocketOptions entry(SocketOptions options, Optional<Scheme> scheme, String text) {
    Matcher entry = ENTRY.matcher(text);
    if (!entry.matches()) {
      throw new IllegalArgumentException(
          "options: \"%s\" (expected: NAME=value, such as TCP_NODELAY=on)".formatted(text.strip()));
    }
    Choice<?> choice = choice(scheme, row(entry.group(1)), entry.group(2));
    if (options.has(choice)) {
      throw new IllegalArgumentException(
          "%s: chosen twice (expected: once); remove one".formatted(choice.option()));
    }
    return options.with(choice);
  }

  private static <T> Choice<T> choice(
      Optional<Scheme> scheme, SocketOption<T> option, String text) {
    return new Choice<>(scheme, option, value(option, text));
  }

  private static <T> T value(SocketOption<T> option, String text) {
    try {
      return option.type().parse(text);
    } catch (IllegalArgumentException form) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: %s)".formatted(option, text, form.getMessage()), form);
    }
  }

  private static SocketOption<?> row(String name) {
    return OptionCatalogue.find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "option: \"%s\" (expected: one of %s); correct the name".formatted(name, names())));
  }

  private static String names() {
    return OptionCatalogue.all().stream().map(SocketOption::name).collect(Collectors.joining(", "));
  }
}
