package dev.weir.bandwidth.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who tells: the version that reports carry and the system they come from.
 *
 * @param version the release of the protocol's reference program whose reports these are
 * @param system kernel, host name, release, build and machine, in one line as {@code uname} has
 *     them
 */
public record Identity(String version, String system) {

  /** The newest release whose keys and lines are all here. */
  public static final String VERSION = "iperf 3.21";

  /** This process on this machine. */
  public static Identity local() {
    return new Identity(
        VERSION,
        String.join(
            " ",
            kernel("ostype", "os.name"),
            kernel("hostname", "user.name"),
            kernel("osrelease", "os.version"),
            kernel("version", "java.version"),
            machine(System.getProperty("os.arch"))));
  }

  private static String kernel(String name, String elsewhere) {
    try {
      return Files.readString(Path.of("/proc/sys/kernel", name)).strip();
    } catch (IOException e) {
      return System.getProperty(elsewhere, "unknown");
    }
  }

  private static String machine(String java) {
    return java.equals("amd64") ? "x86_64" : java;
  }
}
