package dev.weir.it.scenario;

import dev.weir.command.config.ScalarType;
import java.util.regex.Pattern;

/** How the name of a container image is written. */
final class ImageName {

  static final ScalarType<String> TYPE =
      new ScalarType<>(
          "image",
          "the name of a container image, such as debian:bookworm-slim",
          ImageName::checked,
          name -> name);

  private static final int LONGEST = 255;
  private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final String HOST = "[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?";
  private static final Pattern NAME =
      Pattern.compile(
          "(?:%s/)?%s(?:/%2$s)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?"
              .formatted(HOST, PART));

  private ImageName() {}

  private static String checked(String name) {
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException();
    }
    return name;
  }
}
