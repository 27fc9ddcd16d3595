package dev.weir.server;

import dev.weir.server.metrics.BlockedLoop;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which handler keeps a loop from its other connections. */
final class BlockedLoops {
  private static final Logger LOG = LoggerFactory.getLogger(BlockedLoops.class);
  private static final int DEPTH = 20;

  private BlockedLoops() {}

  static void report(BlockedLoop blocked) {
    LOG.warn(
        "{}: no turn for {} ms, all its connections wait; blocked by {} (expected: handlers that"
            + " do not wait); move the work to a virtual thread, as by TcpServer.serve\n{}",
        blocked.loop(),
        blocked.since().toMillis(),
        blocked.culprit().map(Object::toString).orElse("Weir or Netty itself"),
        stack(blocked));
  }

  private static String stack(BlockedLoop blocked) {
    return blocked.stack().stream()
        .limit(DEPTH)
        .map(call -> "    at " + call)
        .collect(Collectors.joining("\n"));
  }
}
