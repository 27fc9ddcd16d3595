package dev.weir.server;

import dev.weir.linux.call.Errno;
import dev.weir.server.endpoint.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.file.FileSystemException;

/** Words for why an address cannot be had, who has it, and what to do about it. */
final class Remedy {
  private Remedy() {}

  /** For an address that was asked for. */
  static String of(Endpoint endpoint, SocketAddress address, IOException refused) {
    return taken(refused)
        ? reason(refused)
            + Holders.of(endpoint, address)
            + (endpoint.scheme().unix()
                ? "; stop what holds it, or choose another path"
                : "; stop what holds the port, or choose another (0 for any free one)")
        : of(endpoint, refused);
  }

  static String of(Endpoint endpoint, IOException refused) {
    return reason(refused) + (explained(refused) ? "" : remedy(endpoint, refused));
  }

  /** Weir's own refusals, which say what to do. */
  private static boolean explained(IOException refused) {
    return refused.getClass() == IOException.class;
  }

  private static String reason(IOException refused) {
    return explained(refused) || refused instanceof FileSystemException
        ? String.valueOf(refused.getMessage())
        : StartException.errno(refused).map(Errno::toString).orElseGet(refused::toString);
  }

  private static String remedy(Endpoint endpoint, IOException refused) {
    boolean unix = endpoint.scheme().unix();
    return switch (errno(refused)) {
      case "EADDRNOTAVAIL" -> "; choose an address of this machine";
      case "EACCES" ->
          unix
              ? "; choose a directory that this user may write to"
              : "; choose a port from 1024, or give the process CAP_NET_BIND_SERVICE";
      case "ENOENT" -> "; make the directory first";
      case "EMFILE", "ENFILE" -> "; raise the limit of open files (ulimit -n)";
      case "EAFNOSUPPORT" -> "; choose an address of a family that this machine has";
      default -> "";
    };
  }

  private static String errno(IOException refused) {
    return StartException.errno(refused).map(Errno::name).orElse("");
  }

  /** Java's own channels tell no errno. */
  private static boolean taken(IOException refused) {
    return errno(refused).equals("EADDRINUSE")
        || (refused instanceof BindException
            && String.valueOf(refused.getMessage()).contains("in use"));
  }
}
