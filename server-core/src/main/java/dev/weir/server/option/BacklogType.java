package dev.weir.server.option;

/**
 * The argument of listen(2), which getsockopt does not give by itself: it stands in the listener's
 * TCP_INFO.
 *
 * @param number the argument's form
 */
record BacklogType(NumberType number) implements OptionType<Integer> {
  /** Position of tcpi_sacked among the ints of struct tcp_info. */
  private static final int SACKED = 7;

  @Override
  public String form() {
    return number.form();
  }

  @Override
  public Integer parse(String text) {
    return number.parse(text);
  }

  @Override
  public void check(Integer value) {
    number.check(value);
  }

  @Override
  public String format(Integer value) {
    return number.format(value);
  }

  /** As listen takes it. */
  @Override
  public byte[] encode(Integer value) {
    return number.encode(value);
  }

  @Override
  public Integer decode(byte[] bytes) {
    return Ints.at(bytes, SACKED);
  }

  @Override
  public int bytes() {
    return (SACKED + 1) * Integer.BYTES;
  }
}
