package dev.weir.command.bench;

import java.util.Locale;

/** How a part, or the whole bench, ended. */
enum Outcome {
  /** It measured for as long as it should. */
  FINISHED,
  /** A signal ended it early; what it has covers the time until then. */
  INTERRUPTED,
  /** It could not measure. */
  FAILED;

  String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
