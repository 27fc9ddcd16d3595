package dev.weir.server;

import dev.weir.linux.call.Errno;
import java.io.IOException;
import java.net.BindException;

/** Words for why an address cannot be had, and what to do about it. */
final class Remedy {
  private Remedy() {}

  static String of(IOException refused) {
    return reason(refused) + remedy(refused);
  }

  private static String reason(IOException refused) {
    return StartException.errno(refused).map(Errno::toString).orElseGet(refused::toString);
  }

  private static String remedy(IOException refused) {
    String name = StartException.errno(refused).map(Errno::name).orElse("");
    if (name.equals("EADDRINUSE") || taken(refused)) {
      return "; stop what holds the port, or choose another (0 for any free one)";
    }
    return switch (name) {
      case "EADDRNOTAVAIL" -> "; choose an address of this machine";
      case "EACCES" -> "; choose a port from 1024, or give the process CAP_NET_BIND_SERVICE";
      case "EMFILE", "ENFILE" -> "; raise the limit of open files (ulimit -n)";
      case "EAFNOSUPPORT" -> "; choose an address of a family that this machine has";
      default -> "";
    };
  }

  /** Java's own channels tell no errno. */
  private static boolean taken(IOException refused) {
    return refused instanceof BindException
        && String.valueOf(refused.getMessage()).contains("in use");
  }
}
