package dev.weir.server.option;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of the option catalogue: how the option is named, numbered and written, and what one has
 * to know to use it.
 *
 * @param name as in the man page, such as {@code TCP_NODELAY}
 * @param level the level's number, the same on x86-64 and aarch64
 * @param number the option's number, the same on both
 * @param type how values are written
 * @param scopes the sockets it means something to
 * @param notes what one has to know
 * @param <T> the value in Java
 */
public record SocketOption<T>(
    String name, int level, int number, OptionType<T> type, Set<Scope> scopes, Notes notes) {

  /**
   * What one has to know to use an option.
   *
   * @param meaning what it does
   * @param standard the value where none is chosen
   * @param since the first kernel that has it, such as {@code 2.6.37}
   * @param capability what the process needs for it, or {@code none}
   * @param trap what surprises people
   * @param limit the sysctl that bounds the value, or empty
   */
  public record Notes(
      String meaning,
      String standard,
      String since,
      String capability,
      String trap,
      String limit) {}

  /** Of sockets only, in an order that does not change. */
  public SocketOption {
    scopes = Set.copyOf(scopes);
  }

  /**
   * Whether the kernel doubles the value that it is given, for its own book-keeping, and reads back
   * the double. Weir reports the half, which is what was asked for.
   *
   * @return true for SO_RCVBUF and SO_SNDBUF
   */
  public boolean doubled() {
    return type instanceof SizeType size && size.doubled();
  }

  /**
   * What a value that the kernel gave means.
   *
   * @param raw as the kernel gave it
   * @return the half of a doubled value, else the value
   */
  // Only sizes are doubled, and their value is an Integer.
  @SuppressWarnings("unchecked")
  public T effective(T raw) {
    return raw instanceof Integer size && doubled() ? (T) Integer.valueOf(size / 2) : raw;
  }

  /**
   * Where the option fits, for messages.
   *
   * @return such as {@code connection, listener}
   */
  public String places() {
    return scopes.stream().sorted().map(Scope::text).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name;
  }
}
