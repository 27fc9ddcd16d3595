package dev.weir.server.option;

/**
 * How a value is written by people and by the kernel.
 *
 * @param <T> the value in Java
 */
public sealed interface OptionType<T>
    permits FlagType,
        NumberType,
        MarkType,
        SizeType,
        RateType,
        TimeType,
        LingerType,
        NameType,
        PathMtuType,
        BacklogType {

  /**
   * What a value looks like, for messages and the reference.
   *
   * @return such as {@code on or off}
   */
  String form();

  /**
   * Reads a value that a person wrote.
   *
   * @param text such as {@code 30s}
   * @return the value
   * @throws IllegalArgumentException where the text is no such value; the message is {@link
   *     #form()}
   */
  T parse(String text);

  /**
   * Checks a value that code gave.
   *
   * @param value the value
   * @throws IllegalArgumentException where it is out of range; the message is {@link #form()}
   */
  default void check(T value) {
    parse(format(value));
  }

  /**
   * Writes a value as {@link #parse} reads it.
   *
   * @param value the value
   * @return such as {@code 30s}
   */
  String format(T value);

  /**
   * The value as setsockopt takes it.
   *
   * @param value the value
   * @return its bytes, in the machine's order
   */
  byte[] encode(T value);

  /**
   * The value that getsockopt gave.
   *
   * @param bytes at most {@link #bytes()}, in the machine's order
   * @return the value
   */
  T decode(byte[] bytes);

  /**
   * Room for the value in getsockopt.
   *
   * @return bytes
   */
  default int bytes() {
    return Integer.BYTES;
  }
}
