package dev.weir.bandwidth.iperf3.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host with the network device behind a percent sign. A link-local IPv6 address keeps its device:
 * there it belongs to the address.
 */
record HostDevice(String host, Optional<String> device) {

  private static final Pattern LINK_LOCAL = Pattern.compile("fe[89ab]\\p{XDigit}:[\\p{XDigit}:.]*");

  static HostDevice parse(String text) {
    int percent = text.indexOf('%');
    if (percent <= 0
        || percent == text.length() - 1
        || LINK_LOCAL.matcher(text.substring(0, percent).toLowerCase(Locale.ROOT)).matches()) {
      return new HostDevice(text, Optional.empty());
    }
    return new HostDevice(text.substring(0, percent), Optional.of(text.substring(percent + 1)));
  }
}
