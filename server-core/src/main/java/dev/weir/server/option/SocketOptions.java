package dev.weir.server.option;

import dev.weir.server.endpoint.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chosen values of socket options. Immutable; every method gives a new set.
 *
 * <p>As text: sections separated by {@code ;}, each optionally begun by {@code tcp:}, {@code udp:}
 * or {@code unix:}, of {@code NAME=value} separated by {@code ,}:
 *
 * <pre>tcp: TCP_NODELAY=on, TCP_USER_TIMEOUT=30s; udp: SO_RCVBUF=4m</pre>
 *
 * <p>A value without a section must fit every endpoint that it is used for; a value of a section is
 * used for endpoints of that kind, and wins over one without.
 */
public final class SocketOptions {
  private static final SocketOptions NONE = new SocketOptions(List.of());

  private final List<Choice<?>> choices;

  private SocketOptions(List<Choice<?>> choices) {
    this.choices = List.copyOf(choices);
  }

  /**
   * No choice: Weir's and the kernel's own values.
   *
   * @return the empty set
   */
  public static SocketOptions none() {
    return NONE;
  }

  /**
   * Reads the text form.
   *
   * @param text such as {@code tcp: TCP_NODELAY=on}; blank for no choice
   * @return the choices
   * @throws IllegalArgumentException where an option is unknown, misplaced or chosen twice, or a
   *     value is out of range; the message names it, what was expected and what to do
   */
  public static SocketOptions parse(String text) {
    return OptionText.parse(text);
  }

  /**
   * With a value for every endpoint; replaces an earlier one.
   *
   * @param option such as {@link OptionCatalogue#TCP_NODELAY}
   * @param value in its range
   * @param <T> the value in Java
   * @return the new set
   * @throws IllegalArgumentException where the value is out of range
   */
  public <T> SocketOptions with(SocketOption<T> option, T value) {
    return with(new Choice<>(Optional.empty(), option, value));
  }

  /**
   * With a value for TCP endpoints alone; replaces an earlier one.
   *
   * @param option such as {@link OptionCatalogue#TCP_NODELAY}
   * @param value in its range
   * @param <T> the value in Java
   * @return the new set
   * @throws IllegalArgumentException where the value is out of range or TCP has no such option
   */
  public <T> SocketOptions tcp(SocketOption<T> option, T value) {
    return with(new Choice<>(Optional.of(Scheme.TCP), option, value));
  }

  /**
   * With a value for UDP endpoints alone; replaces an earlier one.
   *
   * @param option such as {@link OptionCatalogue#SO_RCVBUF}
   * @param value in its range
   * @param <T> the value in Java
   * @return the new set
   * @throws IllegalArgumentException where the value is out of range or UDP has no such option
   */
  public <T> SocketOptions udp(SocketOption<T> option, T value) {
    return with(new Choice<>(Optional.of(Scheme.UDP), option, value));
  }

  /**
   * With a value for Unix stream endpoints alone; replaces an earlier one.
   *
   * @param option such as {@link OptionCatalogue#SO_SNDBUF}
   * @param value in its range
   * @param <T> the value in Java
   * @return the new set
   * @throws IllegalArgumentException where the value is out of range or Unix sockets have no such
   *     option
   */
  public <T> SocketOptions unix(SocketOption<T> option, T value) {
    return with(new Choice<>(Optional.of(Scheme.UNIX), option, value));
  }

  /**
   * The choices for one kind of endpoint: one per option, a section's before an unscoped one.
   *
   * @param scheme TCP, UDP or UNIX
   * @return in the order they were made
   */
  public List<Choice<?>> of(Scheme scheme) {
    return choices.stream()
        .filter(choice -> choice.meantFor(scheme))
        .filter(choice -> choice.scheme().isPresent() || !sectioned(scheme, choice.option()))
        .toList();
  }

  /**
   * The value chosen for an option, at one kind of endpoint.
   *
   * @param scheme TCP, UDP or UNIX
   * @param option the option
   * @param <T> the value in Java
   * @return the value, or empty where none was chosen
   */
  // A choice's value is of its option's type, and the option is the same row.
  @SuppressWarnings("unchecked")
  public <T> Optional<T> value(Scheme scheme, SocketOption<T> option) {
    return of(scheme).stream()
        .filter(choice -> choice.option().equals(option))
        .map(choice -> (T) choice.value())
        .findAny();
  }

  /**
   * Whether nothing was chosen.
   *
   * @return true for {@link #none()}
   */
  public boolean isEmpty() {
    return choices.isEmpty();
  }

  /** The text form. */
  @Override
  public String toString() {
    return choices.stream()
        .map(choice -> choice.scheme().map(s -> s.text() + ": ").orElse("") + choice)
        .collect(Collectors.joining("; "));
  }

  SocketOptions with(Choice<?> added) {
    Stream<Choice<?>> kept = choices.stream().filter(choice -> !samePlace(choice, added));
    return new SocketOptions(new ArrayList<>(Stream.concat(kept, Stream.of(added)).toList()));
  }

  boolean has(Choice<?> other) {
    return choices.stream().anyMatch(choice -> samePlace(choice, other));
  }

  private boolean sectioned(Scheme scheme, SocketOption<?> option) {
    return choices.stream()
        .anyMatch(c -> c.option().equals(option) && c.scheme().equals(Optional.of(scheme)));
  }

  private static boolean samePlace(Choice<?> one, Choice<?> other) {
    return one.option().equals(other.option()) && one.scheme().equals(other.scheme());
  }
}
