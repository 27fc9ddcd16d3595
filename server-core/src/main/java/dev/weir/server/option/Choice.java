package dev.weir.server.option;

import dev.weir.server.endpoint.Scheme;
import java.util.Optional;

/**
 * A value chosen for an option.
 *
 * @param scheme only for sockets that speak this; empty for all
 * @param option the row
 * @param value the value
 * @param <T> the value in Java
 */
public record Choice<T>(Optional<Scheme> scheme, SocketOption<T> option, T value) {
  /**
   * A value in range at a place where the option fits.
   *
   * @throws IllegalArgumentException where the value is out of range or the option does not fit
   */
  public Choice {
    try {
      option.type().check(value);
    } catch (IllegalArgumentException form) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s)".formatted(option, value, form.getMessage()), form);
    }
    scheme.ifPresent(chosen -> requireFit(chosen, option));
  }

  private static void requireFit(Scheme scheme, SocketOption<?> option) {
    if (option.scopes().stream().noneMatch(scope -> scope.scheme() == scheme)) {
      throw new IllegalArgumentException(
          "%s: set for %s (expected: for %s); remove it there"
              .formatted(option, scheme.text(), option.places()));
    }
  }

  /**
   * Whether the choice is meant for sockets that speak this.
   *
   * @param speaks TCP, UDP or UNIX
   * @return true where it is unscoped or scoped to it
   */
  public boolean meantFor(Scheme speaks) {
    return scheme.isEmpty() || scheme.get() == speaks;
  }

  /** The choice as text: {@code TCP_USER_TIMEOUT=30s}. */
  @Override
  public String toString() {
    return option + "=" + asked();
  }

  /**
   * The value as text.
   *
   * @return such as {@code 30s}
   */
  public String asked() {
    return option.type().format(value);
  }
}
