package dev.weir.examples.keyvalue;

import dev.weir.examples.keyvalue.KeyValueRequests.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * What follows key and value in Redis's SET.
 *
 * @param expires when the value goes, on the store's clock
 * @param ifAbsent NX: only where the key is not there
 * @param ifPresent XX: only where it is
 */
record SetOptions(long expires, boolean ifAbsent, boolean ifPresent) {

  private static final long LONGEST_LIFE_MILLIS = 100L * 365 * 24 * 3600 * 1000;

  static SetOptions of(Request request, long now) {
    SetOptions options = new SetOptions(KeyValueStore.NEVER, false, false);
    int at = 3;
    while (at < request.words().size()) {
      String option = request.text(at).toUpperCase(Locale.ROOT);
      boolean timed = option.equals("EX") || option.equals("PX");
      at += timed ? 2 : 1;
      options = timed ? options.until(request, at - 1, option, now) : options.when(option);
    }
    return options;
  }

  private SetOptions when(String option) {
    boolean absent = option.equals("NX");
    boolean present = option.equals("XX");
    if (absent == present || (absent && ifPresent) || (present && ifAbsent)) {
      throw syntax();
    }
    return new SetOptions(expires, absent, present);
  }

  private SetOptions until(Request request, int at, String option, long now) {
    if (expires != KeyValueStore.NEVER || at >= request.words().size()) {
      throw syntax();
    }
    long life = life(request.text(at), option.equals("EX") ? 1000 : 1, "set");
    if (life <= 0) {
      throw new KeyValueError("ERR invalid expire time in 'set' command");
    }
    return new SetOptions(now + life, ifAbsent, ifPresent);
  }

  boolean allow(Optional<KeyValueStore.Entry> before) {
    return before.isPresent() ? !ifAbsent : !ifPresent;
  }

  /** A time in a unit of so many milliseconds, in milliseconds; of at most a hundred years. */
  static long life(String text, long unit, String command) {
    long number = number(text);
    if (number > LONGEST_LIFE_MILLIS / unit) {
      throw new KeyValueError("ERR invalid expire time in '" + command + "' command");
    }
    return Math.max(number, 0) * unit;
  }

  static long number(String text) {
    try {
      if (text.length() <= 20 && !text.startsWith("+")) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException notOne) {
      // Refused below, as what is too long for one.
    }
    throw new KeyValueError("ERR value is not an integer or out of range");
  }

  private static KeyValueError syntax() {
    return new KeyValueError("ERR syntax error");
  }
}
