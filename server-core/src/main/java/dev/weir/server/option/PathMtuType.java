package dev.weir.server.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of the kernel's ways, by its word. */
record PathMtuType() implements OptionType<PathMtu> {
  @Override
  public String form() {
    return Arrays.stream(PathMtu.values()).map(this::format).collect(Collectors.joining(", "));
  }

  @Override
  public PathMtu parse(String text) {
    return Arrays.stream(PathMtu.values())
        .filter(way -> way.name().equalsIgnoreCase(text))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(form()));
  }

  @Override
  public String format(PathMtu value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public byte[] encode(PathMtu value) {
    return Ints.bytes(value.number());
  }

  @Override
  public PathMtu decode(byte[] bytes) {
    int number = Ints.at(bytes, 0);
    return Arrays.stream(PathMtu.values())
        .filter(way -> way.number() == number)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("path MTU discovery: unknown way " + number));
  }
}
