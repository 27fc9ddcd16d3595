package dev.weir.server.endpoint;

import static dev.weir.server.endpoint.EndpointParser.refused;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of {@link Placement}, and where each part of it means something. */
final class PlacementParser {
  static final String NETNS = "netns";
  static final String DEVICE = "device";
  static final String MULTIPATH = "multipath";
  static final String MODE = "mode";
  static final String OWNER = "owner";
  static final String GROUP = "group";

  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,4095}");
  private static final Pattern WORD = Pattern.compile("[^\\p{Cntrl}\\s:]{1,256}");

  /**
   * What a value looks like.
   *
   * @param pattern that it matches
   * @param expected in words
   */
  private record Form(Pattern pattern, String expected) {}

  private static final Map<String, Form> FORMS =
      Map.of(
          NETNS, new Form(TEXT, "a namespace's name, path or process id"),
          DEVICE,
              new Form(
                  Pattern.compile("[^\\p{Cntrl}\\s/:]{1,15}"),
                  "an interface's name of at most 15 bytes"),
          MULTIPATH, new Form(Pattern.compile("on|off"), "on or off"),
          MODE, new Form(Pattern.compile("0?[0-7]{3}"), "permissions in octal, such as 0660"),
          OWNER, new Form(WORD, "a user's name or number"),
          GROUP, new Form(WORD, "a group's name or number"));

  private PlacementParser() {}

  /** All names there are. */
  static Set<String> names() {
    return FORMS.keySet();
  }

  static Placement parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String entry : text.split("&", -1)) {
      int equals = entry.indexOf('=');
      if (equals < 0) {
        throw refused("?" + text, entry, "NAME=VALUE", "write such as ?netns=blue&device=eth0");
      }
      if (values.put(entry.substring(0, equals), entry.substring(equals + 1)) != null) {
        throw refused("?" + text, entry, "each name once", "remove one");
      }
    }
    return new Placement(values);
  }

  static void check(String name, String value) {
    Form form = FORMS.get(name);
    if (form == null) {
      throw refused(
          "?", name, "one of netns, device, multipath, mode, owner, group", "correct the name");
    }
    if (!form.pattern().matcher(value).matches()) {
      throw refused(name, value, form.expected(), "correct it");
    }
  }

  /** Refuses what would be without effect at such an endpoint. */
  static void checkFit(Scheme scheme, String host, Placement placement) {
    Set<String> fitting = fitting(scheme, host);
    for (String name : placement.names()) {
      if (!fitting.contains(name)) {
        throw refused(
            name, scheme.text() + "://" + host + placement, "for " + places(name), "remove it");
      }
    }
  }

  private static Set<String> fitting(Scheme scheme, String host) {
    return switch (scheme) {
      case TCP -> Set.of(NETNS, DEVICE, MULTIPATH);
      case UDP -> Set.of(NETNS, DEVICE);
      case UNIX, UNIXGRAM -> host.startsWith("@") ? Set.of(NETNS) : Set.of(MODE, OWNER, GROUP);
      case FD -> Set.of();
    };
  }

  private static String places(String name) {
    return switch (name) {
      case NETNS -> "tcp, udp and abstract unix, whose names belong to a namespace";
      case DEVICE -> "tcp and udp";
      case MULTIPATH -> "tcp";
      default -> "unix with a path";
    };
  }
}
