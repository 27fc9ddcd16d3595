package dev.weir.server.option;

/**
 * A number without a unit, decimal or {@code 0x} hexadecimal.
 *
 * @param from the least
 * @param to the greatest
 */
record NumberType(int from, int to) implements OptionType<Integer> {
  @Override
  public String form() {
    return "%d to %d, decimal or 0x hexadecimal".formatted(from, to);
  }

  @Override
  public Integer parse(String text) {
    try {
      int value = Integer.decode(text);
      check(value);
      return value;
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(form(), noNumber);
    }
  }

  @Override
  public void check(Integer value) {
    if (value < from || value > to) {
      throw new IllegalArgumentException(form());
    }
  }

  @Override
  public String format(Integer value) {
    return Integer.toString(value);
  }

  @Override
  public byte[] encode(Integer value) {
    return Ints.bytes(value);
  }

  @Override
  public Integer decode(byte[] bytes) {
    return Ints.at(bytes, 0);
  }
}
