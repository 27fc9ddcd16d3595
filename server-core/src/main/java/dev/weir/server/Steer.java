package dev.weir.server;

import dev.weir.linux.Steering;
import dev.weir.linux.call.SystemCallException;
import java.util.List;
import java.util.OptionalInt;

/** Lets each socket of an endpoint take what the processor of its loop received. */
final class Steer {
  private final Loops loops;
  private final int shards;

  Steer(Loops loops, int shards) {
    this.loops = loops;
    this.shards = shards;
  }

  /**
   * Steers from now on.
   *
   * @param first of the endpoint's sockets, all of which are open
   * @throws StartException where the kernel or the transport cannot
   */
  void attach(Shard first) {
    OptionalInt descriptor = loops.kind().descriptor(first.channel());
    if (descriptor.isEmpty()) {
      throw new StartException(
          first.endpoint(),
          "steered: not on transport %s (expected: epoll)".formatted(loops.transport()));
    }
    List<Integer> processors = loops.processors().subList(0, shards);
    try {
      Steering.byProcessor(descriptor.getAsInt(), processors);
    } catch (SystemCallException refused) {
      throw new StartException(
          first.endpoint(), "steered: not by this kernel: " + refused.getMessage(), refused);
    }
  }
}
