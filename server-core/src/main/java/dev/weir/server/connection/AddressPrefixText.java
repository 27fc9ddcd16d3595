package dev.weir.server.connection;

import dev.weir.server.connection.AddressPrefix.Family;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How ranges of addresses are written. Names are not looked up. */
final class AddressPrefixText {
  private static final String ALL = "all";
  private static final String EXPECTED =
      "all, or an address with a prefix length, such as 10.0.0.0/8 or 2001:db8::/32";
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]{2,45})(?:/(\\d{1,3}))?");

  private AddressPrefixText() {}

  static AddressPrefix parse(String text) {
    if (text.equals(ALL)) {
      return AddressPrefix.ALL;
    }
    Matcher parts = FORM.matcher(text);
    byte @Nullable [] bytes =
        parts.matches() ? NetUtil.createByteArrayFromIpAddressString(parts.group(1)) : null;
    if (bytes == null) {
      throw wrong(text, EXPECTED);
    }
    return prefix(text, address(bytes), parts.group(2));
  }

  private static AddressPrefix prefix(
      String text, InetAddress address, @Nullable String writtenLength) {
    int bits = Family.of(address).bits();
    int length = writtenLength == null ? bits : Integer.parseInt(writtenLength);
    if (length > bits) {
      throw wrong(text, "a prefix length from 0 to " + bits);
    }
    AddressPrefix prefix = AddressPrefix.around(address, length);
    if (!prefix.contains(address) || !AddressPrefix.around(address, bits).equals(widened(prefix))) {
      throw wrong(text, prefix + ", as bits behind the first " + length + " are set");
    }
    return prefix;
  }

  /** The first address of a range, as a range. */
  private static AddressPrefix widened(AddressPrefix prefix) {
    return new AddressPrefix(prefix.family(), prefix.high(), prefix.low(), prefix.family().bits());
  }

  static String print(AddressPrefix prefix) {
    if (prefix.family() == Family.ALL) {
      return ALL;
    }
    String address = NetUtil.toAddressString(address(bytes(prefix)));
    return prefix.length() == prefix.family().bits() ? address : address + "/" + prefix.length();
  }

  private static byte[] bytes(AddressPrefix prefix) {
    return prefix.family() == Family.IPV4
        ? ByteBuffer.allocate(4).putInt((int) prefix.low()).array()
        : ByteBuffer.allocate(16).putLong(prefix.high()).putLong(prefix.low()).array();
  }

  /** Java makes IPv4 of an address that is IPv4 written as IPv6. */
  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException("address: " + text + " (expected: " + expected + ")");
  }
}
