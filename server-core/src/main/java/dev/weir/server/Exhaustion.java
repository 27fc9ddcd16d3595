package dev.weir.server;

import dev.weir.linux.call.Errno;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Tells a machine that has run out of something from a connection that went wrong. */
final class Exhaustion {
  private static final Set<Errno> RUN_OUT =
      Set.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM);

  private Exhaustion() {}

  static boolean is(Throwable thrown) {
    Optional<Errno> errno = StartException.errno(thrown);
    return errno
        .map(RUN_OUT::contains)
        .orElseGet(() -> thrown instanceof IOException && told(thrown));
  }

  /** Java's own channels tell no errno. */
  private static boolean told(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).contains("open files");
  }
}
