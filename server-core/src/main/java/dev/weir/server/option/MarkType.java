package dev.weir.server.option;

/** 32 bits without a sign, decimal or {@code 0x} hexadecimal. */
record MarkType() implements OptionType<Long> {
  private static final long MOST = 0xffff_ffffL;

  @Override
  public String form() {
    return "0 to 0xffffffff, decimal or 0x hexadecimal";
  }

  @Override
  public Long parse(String text) {
    try {
      long value = Long.decode(text);
      check(value);
      return value;
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(form(), noNumber);
    }
  }

  @Override
  public void check(Long value) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException(form());
    }
  }

  @Override
  public String format(Long value) {
    return "0x" + Long.toHexString(value);
  }

  @Override
  public byte[] encode(Long value) {
    return Ints.bytes(value.intValue());
  }

  @Override
  public Long decode(byte[] bytes) {
    return Integer.toUnsignedLong(Ints.at(bytes, 0));
  }
}
