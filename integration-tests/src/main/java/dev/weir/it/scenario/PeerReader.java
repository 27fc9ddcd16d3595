package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.config.Quantities;
import dev.weir.command.config.ScalarType;
import dev.weir.command.text.NearestName;
import dev.weir.it.world.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code server: weir} or {@code server: {peer: weir, args: "--rcv-timeout 500"}}. */
final class PeerReader {

  private static final List<String> FIELDS =
      List.of("peer", "args", "image", "command", "ready", "memory");

  /** What the scenario's own fields say; said twice, one of both would be a lie. */
  private static final Set<String> NOT_ARGS =
      Set.of(
          "-c",
          "--client",
          "-s",
          "--server",
          "-p",
          "--port",
          "-t",
          "--time",
          "-n",
          "--bytes",
          "--num",
          "-k",
          "--blockcount",
          "-u",
          "--udp",
          "-R",
          "--reverse",
          "--bidir",
          "--full-duplex",
          "-d",
          "--dualtest",
          "-P",
          "--parallel",
          "-b",
          "--bitrate",
          "-l",
          "--length",
          "--len",
          "-O",
          "--omit",
          "-J",
          "--json",
          "-D",
          "--daemon",
          "-1",
          "--one-off",
          "--json-stream");

  /** What a test fills into a command line. */
  private static final List<String> PLACEHOLDERS = List.of("address", "port", "seconds");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

  private static final ScalarType<Long> MEMORY = Quantities.bytes(6L << 20, 1L << 40);

  private PeerReader() {}

  static Optional<Peer> read(Section top, Role role, Problems problems) {
    String field = role.word();
    Optional<Node> node = top.node(field);
    if (node.isEmpty()) {
      top.missing(field, Words.PEER.expected());
      return Optional.empty();
    }
    return node.get() instanceof Node.Scalar
        ? top.find(field, Words.PEER).flatMap(name -> plain(top, field, name))
        : mapping(new Section(node.get(), field + ".", FIELDS, problems), role);
  }

  private static Optional<Peer> plain(Section top, String field, PeerName name) {
    if (name == PeerName.IMAGE) {
      top.wrong(field, "\"image\" (expected: {peer: image, image: NAME})");
      return Optional.empty();
    }
    return Optional.of(Peer.of(name));
  }

  private static Optional<Peer> mapping(Section section, Role role) {
    PeerName fallback = section.has("image") ? PeerName.IMAGE : PeerName.WEIR;
    Optional<PeerName> name =
        section.has("image") && !section.has("peer")
            ? Optional.of(fallback)
            : section.require("peer", Words.PEER);
    String image = section.get("image", ImageName.TYPE, "");
    List<String> command = section.get("command", Words.COMMAND, List.of());
    String ready = section.get("ready", Words.TEXT, "");
    check(section, name.orElse(fallback), role);
    placeholders(section, command);
    return name.map(known ->
        new Peer(
            known,
            section.get("args", Words.COMMAND, List.of()),
            image,
            command,
            ready,
            section.get("memory", MEMORY, 0L)));
  }

  private static void placeholders(Section section, List<String> command) {
    command.stream()
        .flatMap(word -> PLACEHOLDER.matcher(word).results())
        .map(found -> found.group(1))
        .filter(name -> !PLACEHOLDERS.contains(name))
        .forEach(name ->
            section.wrong(
                "command",
                "{%s} (expected: {%s})%s"
                    .formatted(
                        name,
                        String.join("}, {", PLACEHOLDERS),
                        NearestName.of(name, PLACEHOLDERS)
                            .map(near -> "; did you mean {" + near + "}?")
                            .orElse(""))));
  }

  private static void check(Section section, PeerName name, Role role) {
    if (name == PeerName.IMAGE && !section.has("image")) {
      section.missing("image", "the name of a container image");
    }
    section.get("args", Words.COMMAND, List.<String>of()).stream()
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(NOT_ARGS::contains)
        .forEach(word ->
            section.wrong(
                "args",
                word
                    + " (expected: nothing that fields of the scenario say, such as duration,"
                    + " streams or direction)"));
    if (name != PeerName.IMAGE) {
      for (String field : List.of("image", "command", "ready")) {
        if (section.has(field)) {
          section.wrong(
              field, "does not go with peer: " + name.word() + " (expected: peer: image)");
        }
      }
    }
    if (role == Role.CLIENT && section.has("ready")) {
      section.wrong("ready", "is for the server (expected: nothing for the client)");
    }
  }
}
