package dev.weir.command.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A bound that this machine sets to every server: a row of a table.
 *
 * @param name as the kernel has it
 * @param file where its value is read, below /proc
 * @param line how the value's line begins; empty where the file has one line
 * @param field which word of the rest of the line, from 0
 * @param least what suffices for ten thousand busy connections
 * @param meaning what it bounds
 */
record MachineLimit(String name, String file, String line, int field, long least, String meaning) {
  private static final String UNLIMITED = "unlimited";

  /** The table, in the order of the listing. */
  static final List<MachineLimit> ALL =
      List.of(
          new MachineLimit(
              "nofile", "self/limits", "Max open files", 1, 65_536, "descriptors of a process"),
          new MachineLimit(
              "fs.file-max", "sys/fs/file-max", "", 0, 262_144, "descriptors of all processes"),
          sysctl("net.core.somaxconn", 0, 4096, "connections that wait to be accepted"),
          sysctl("net.ipv4.tcp_max_syn_backlog", 0, 1024, "connections half made, of a listener"),
          sysctl("net.core.netdev_max_backlog", 0, 1000, "packets that wait for a processor"),
          sysctl("net.core.rmem_max", 0, 4 << 20, "bytes that SO_RCVBUF may ask for"),
          sysctl("net.core.wmem_max", 0, 4 << 20, "bytes that SO_SNDBUF may ask for"),
          sysctl("net.ipv4.tcp_rmem", 2, 4 << 20, "bytes received ahead, of a connection"),
          sysctl("net.ipv4.tcp_wmem", 2, 4 << 20, "bytes unacknowledged, of a connection"),
          sysctl(
              "net.netfilter.nf_conntrack_max",
              0,
              262_144,
              "connections that the firewall follows; past it, new ones are dropped"));

  private static MachineLimit sysctl(String name, int field, long least, String meaning) {
    return new MachineLimit(name, "sys/" + name.replace('.', '/'), "", field, least, meaning);
  }

  /** The value here; empty where this machine has no such limit. */
  OptionalLong value() {
    try {
      return Files.readAllLines(Path.of("/proc", file)).stream()
          .filter(text -> text.startsWith(line))
          .findFirst()
          .map(text -> text.substring(line.length()).strip().split("\\s+", -1))
          .flatMap(words -> words.length > field ? Optional.of(words[field]) : Optional.empty())
          .map(word -> OptionalLong.of(word.equals(UNLIMITED) ? Long.MAX_VALUE : number(word)))
          .orElse(OptionalLong.empty());
    } catch (IOException absent) {
      return OptionalLong.empty();
    }
  }

  /** The kernel's "no limit" may be any 64 bits. */
  private static long number(String word) {
    return word.length() > 18 ? Long.MAX_VALUE : Long.parseLong(word);
  }
}
