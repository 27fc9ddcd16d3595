package dev.weir.command.inspect;

import dev.weir.linux.call.Errno;
import dev.weir.server.option.Scope;
import java.util.Locale;
import java.util.Optional;

/**
 * What the kernel said about an option on one kind of socket.
 *
 * @param fallback the value of a new socket; empty where even reading was refused
 * @param refusal the errno of setting it; empty where this process may
 */
record OptionFinding(Scope scope, Optional<String> fallback, Optional<Errno> refusal) {

  String place() {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  boolean settable() {
    return refusal.isEmpty();
  }

  /** Such as {@code yes}, or {@code no (EPERM)}. */
  String verdict() {
    return refusal.map(errno -> "no (" + errno.name() + ")").orElse("yes");
  }

  String shownFallback() {
    return fallback.map(text -> text.isEmpty() ? "(empty)" : text).orElse("-");
  }
}
