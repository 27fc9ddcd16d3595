package dev.weir.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressPrefixTest {

  private static InetAddress address(String text) throws Exception {
    return InetAddress.getByName(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
    "2001:db8::/65, 2001:db8::8000:0:0:1, false",
    "::/0, 10.0.0.1, false",
    "::1, ::1, true",
    "all, ::1, true",
    "all, 10.0.0.1, true"
  })
  void holds(String range, String address, boolean held) throws Exception {
    assertThat(AddressPrefix.parse(range).contains(address(address))).isEqualTo(held);
    assertThat(AddressPrefix.parse(range)).hasToString(range);
  }

  /** Dual-stack sockets may tell of IPv4 in IPv6's form. */
  @Test
  void takesMappedAddressesForWhatTheyAre() throws Exception {
    byte[] bytes = new byte[16];
    bytes[10] = -1;
    bytes[11] = -1;
    bytes[12] = 10;
    InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
    assertThat(mapped).isInstanceOf(Inet6Address.class);
    assertThat(AddressPrefix.parse("10.0.0.0/8").contains(mapped)).isTrue();
    assertThat(AddressPrefix.of(mapped, 32, 64)).hasToString("10.0.0.0");
    assertThat(AddressPrefix.parse("::ffff:10.0.0.0")).hasToString("10.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "::/129",
        "localhost",
        "ALL",
        "1:2:3",
        "fe80::1%eth0",
        "10.0.0.0/8/8",
        "::ffff:10.0.0.0/104",
        "256.0.0.1"
      })
  void refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> AddressPrefix.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("address: " + text + " (expected: ");
  }

  @Test
  void namesTheRangeThatWasMeant() {
    assertThatThrownBy(() -> AddressPrefix.parse("10.1.2.3/8"))
        .hasMessage(
            "address: 10.1.2.3/8 (expected: 10.0.0.0/8, as bits behind the first 8 are set)");
    assertThatThrownBy(() -> AddressPrefix.parse("2001:db8::1/64"))
        .hasMessageContaining("(expected: 2001:db8::/64, ");
  }

  private static boolean allows(String allow, String deny, String address) throws Exception {
    return new AddressRules(ranges(allow), ranges(deny)).verdicts().allows(address(address));
  }

  private static List<AddressPrefix> ranges(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(" ")).stream().map(AddressPrefix::parse).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 10.0.0.1, true",
    "'', 10.0.0.0/8, 10.0.0.1, false",
    "'', 10.0.0.0/8, 11.0.0.1, true",
    "10.1.2.0/24, 10.0.0.0/8, 10.1.2.3, true",
    "10.1.2.0/24, 10.0.0.0/8, 10.1.3.3, false",
    "10.1.2.0/24, 10.0.0.0/8, 11.1.3.3, true",
    "10.1.2.0/24, 10.0.0.0/8, ::1, true",
    "10.0.0.0/8, 10.1.0.0/16, 10.1.0.1, false",
    "10.0.0.0/8, 10.1.0.0/16, 10.2.0.1, true",
    "10.0.0.0/8, 10.1.0.0/16, 11.0.0.1, false",
    "10.0.0.0/8, '', 11.0.0.1, false",
    "10.0.0.0/8, '', ::1, false",
    "10.0.0.0/8, all, 10.0.0.1, true",
    "10.0.0.0/8, all, 11.0.0.1, false",
    "all, 10.0.0.0/8, 11.0.0.1, true",
    "all 11.0.0.0/8, 10.0.0.0/8, 12.0.0.1, true",
    "0.0.0.0/0, all, 12.0.0.1, true",
    "0.0.0.0/0, all, ::1, false",
    "'', ::/0, 12.0.0.1, true",
    "'', ::/0, ::1, false",
    "2001:db8:0:1::/64, 2001:db8::/32, 2001:db8:0:1::5, true",
    "2001:db8:0:1::/64, 2001:db8::/32, 2001:db8:0:2::5, false"
  })
  void theMostSpecificRangeDecides(String allow, String deny, String address, boolean allowed)
      throws Exception {
    assertThat(allows(allow, deny, address)).isEqualTo(allowed);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> Limits.defaults().deny("10.0.0.0/8").allow("10.0.0.0/8"))
        .hasMessage("limits: allow: 10.0.0.0/8 (expected: a range that deny does not name)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "100/s", "20/m", "1000/10s", "5/h", "7/250ms"})
  void ratesAreReadAndWritten(String text) {
    assertThat(Rate.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10/", "/s", "10/d", "-1/s", "10/0s", "1/2000000s", "10/s "})
  void refusesWhatIsNoRate(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).hasMessageStartingWith("rate: ");
  }
}
