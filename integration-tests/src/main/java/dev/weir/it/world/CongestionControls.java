package dev.weir.it.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which congestion controls a program may choose on this machine, without a container around it.
 */
public final class CongestionControls {

  private static final Path ALLOWED = Path.of("/proc/sys/net/ipv4/tcp_allowed_congestion_control");

  private CongestionControls() {}

  /**
   * Why programs of this user may not choose it; empty where they may, or where nobody knows.
   *
   * @param name such as {@code cubic}
   */
  public static Optional<String> refused(String name) {
    if (administrator()) {
      return Optional.empty();
    }
    try {
      String allowed = Files.readString(ALLOWED).strip();
      return List.of(allowed.split("\\s+")).contains(name)
          ? Optional.empty()
          : Optional.of(
              "TCP_CONGESTION=%s: only root may choose it here (allowed to all: %s)"
                  .formatted(name, allowed.replaceAll("\\s+", ", ")));
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  private static boolean administrator() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
