package dev.weir.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Who holds a port, out of the kernel's tables under /proc. For messages to people: it reads whole
 * tables and looks through all processes, so it blocks and takes milliseconds.
 */
public final class SocketTable {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";
  private static final int FIELDS = 10;
  private static final int UNIX_FIELDS = 8;

  /** The flag __SO_ACCEPTCON as /proc/net/unix has it. */
  private static final String UNIX_LISTENS = "00010000";

  private SocketTable() {}

  /**
   * Sockets that have a port in the calling thread's network namespace: listening ones for TCP, all
   * for UDP.
   *
   * @param protocol which table
   * @param port from 1 to 65535
   * @return the sockets, IPv4 first; none away from Linux
   */
  public static List<PortHolder> holders(PortProtocol protocol, int port) {
    return Stream.of("", "6")
        .flatMap(version -> table(protocol, version))
        .filter(fields -> holds(fields, protocol, port))
        .map(fields -> holder(fields, protocol))
        .toList();
  }

  /**
   * Who listens at a Unix socket of a name, in the calling thread's network namespace where the
   * name is abstract.
   *
   * @param name a path as it was bound, or {@code @} and an abstract name
   * @return empty where nobody does, or away from Linux
   */
  public static Optional<UnixHolder> unixHolder(String name) {
    return lines(PROC.resolve("thread-self/net/unix")).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+", UNIX_FIELDS))
        .filter(fields -> fields.length == UNIX_FIELDS && listens(fields, name))
        .map(fields -> unixHolder(name, fields[UNIX_FIELDS - 2]))
        .findFirst();
  }

  /** The rows of a table, each in its fields. */
  static Stream<String[]> table(PortProtocol protocol, String version) {
    return lines(PROC.resolve("thread-self/net/" + protocol.text() + version)).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"));
  }

  /** For each socket that a process has open, as its descriptor names it, one such process. */
  static Map<String, Long> pids() {
    Map<String, Long> pids = new HashMap<>();
    for (Path process : processes()) {
      long pid = Long.parseLong(process.getFileName().toString());
      children(process.resolve("fd")).forEach(fd -> target(fd).ifPresent(s -> pids.put(s, pid)));
    }
    return pids;
  }

  private static List<Path> processes() {
    return children(PROC).stream()
        .filter(process -> Character.isDigit(process.getFileName().toString().charAt(0)))
        .toList();
  }

  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closedMeanwhile) {
      return Optional.empty();
    }
  }

  private static boolean listens(String[] fields, String name) {
    return fields[UNIX_FIELDS - 1].equals(name) && fields[3].equals(UNIX_LISTENS);
  }

  private static UnixHolder unixHolder(String name, String inode) {
    OptionalLong pid = pid("socket:[" + inode + "]");
    return new UnixHolder(name, pid, pid.isPresent() ? command(pid.getAsLong()) : "");
  }

  private static boolean holds(String[] fields, PortProtocol protocol, int port) {
    return fields.length >= FIELDS
        && port(fields[1]) == port
        && (protocol == PortProtocol.UDP || fields[3].equals(LISTEN));
  }

  private static PortHolder holder(String[] fields, PortProtocol protocol) {
    OptionalLong pid = pid("socket:[" + fields[9] + "]");
    String command = pid.isPresent() ? command(pid.getAsLong()) : "";
    return new PortHolder(protocol, address(fields[1]), Long.parseLong(fields[7]), pid, command);
  }

  private static int port(String local) {
    return Integer.parseInt(local.substring(local.indexOf(':') + 1), 16);
  }

  /** The address is written word by word, each in the machine's order, which is little-endian. */
  static InetSocketAddress address(String local) {
    byte[] words = HexFormat.of().parseHex(local.substring(0, local.indexOf(':')));
    byte[] bytes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[(i & ~3) + 3 - (i & 3)];
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), port(local));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static OptionalLong pid(String socket) {
    return processes().stream()
        .filter(process -> children(process.resolve("fd")).stream().anyMatch(fd -> is(fd, socket)))
        .mapToLong(process -> Long.parseLong(process.getFileName().toString()))
        .findFirst();
  }

  private static boolean is(Path descriptor, String socket) {
    return target(descriptor).filter(socket::equals).isPresent();
  }

  static String command(long pid) {
    List<String> name = lines(PROC.resolve(pid + "/comm"));
    return name.isEmpty() ? "" : name.getFirst();
  }

  /** Nothing where it is gone, or another user's. */
  private static List<Path> children(Path directory) {
    List<Path> children = new ArrayList<>();
    try (var stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (IOException hidden) {
      return List.of();
    }
    return children;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException gone) {
      return List.of();
    }
  }
}
