package dev.weir.server.option;

import java.util.Locale;

/** On or off. */
record FlagType() implements OptionType<Boolean> {
  @Override
  public String form() {
    return "on or off";
  }

  @Override
  public Boolean parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1" -> true;
      case "off", "false", "no", "0" -> false;
      default -> throw new IllegalArgumentException(form());
    };
  }

  @Override
  public String format(Boolean value) {
    return value ? "on" : "off";
  }

  @Override
  public byte[] encode(Boolean value) {
    return Ints.bytes(value ? 1 : 0);
  }

  @Override
  public Boolean decode(byte[] bytes) {
    return Ints.at(bytes, 0) != 0;
  }
}
