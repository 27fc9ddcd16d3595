package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Names and numbers of differentiated services, as the type-of-service byte they stand for. */
final class Dscp {

  private static final int MOST = 63;

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("af11", 0x28),
          Map.entry("af12", 0x30),
          Map.entry("af13", 0x38),
          Map.entry("af21", 0x48),
          Map.entry("af22", 0x50),
          Map.entry("af23", 0x58),
          Map.entry("af31", 0x68),
          Map.entry("af32", 0x70),
          Map.entry("af33", 0x78),
          Map.entry("af41", 0x88),
          Map.entry("af42", 0x90),
          Map.entry("af43", 0x98),
          Map.entry("cs0", 0x00),
          Map.entry("cs1", 0x20),
          Map.entry("cs2", 0x40),
          Map.entry("cs3", 0x60),
          Map.entry("cs4", 0x80),
          Map.entry("cs5", 0xa0),
          Map.entry("cs6", 0xc0),
          Map.entry("cs7", 0xe0),
          Map.entry("ef", 0xb8),
          Map.entry("va", 0xb0),
          Map.entry("lowdelay", 0x10),
          Map.entry("throughput", 0x08),
          Map.entry("reliability", 0x04));

  private Dscp() {}

  static int tos(String text) throws ParameterError {
    Integer named = NAMES.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    OptionalLong number = Numbers.based(text);
    boolean whole = text.matches("\\s*\\+?(0[xX]\\p{XDigit}+|0[0-7]*|[1-9]\\d*)");
    if (!whole || number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > MOST) {
      throw new ParameterError(ErrorCode.TOS);
    }
    return (int) number.getAsLong() << 2;
  }
}
