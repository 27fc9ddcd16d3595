package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramOutbox;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.transport.Duplicate;
import io.netty.channel.Channel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a datagram socket past Netty, many messages by one call. Loop only. */
final class FastSocket {
  private static final Logger LOG = LoggerFactory.getLogger(FastSocket.class);

  /** Calls per event, then the loop's other sockets have their turn. */
  static final int CALLS = 4;

  private final DatagramEnd end;
  private final Channel channel;
  private final SocketNature nature;
  private final LoopMemory memory = LoopMemory.get();
  private final Window window;
  private final FastOutlet outlet;
  private final Intake intake;
  private final ReportedErrors errors;
  private @Nullable OwnSockets own;
  private @Nullable Duplicate descriptor;
  private boolean once;

  private FastSocket(DatagramEnd end, SocketNature nature) {
    this.end = end;
    this.channel = end.context().channel();
    this.nature = nature;
    this.window = nature.window();
    this.outlet =
        nature.outlet(
            end, memory, nature.six() ? DatagramOutbox.Kind.SIX : DatagramOutbox.Kind.FOUR);
    this.intake = new Intake(end, memory, outlet);
    this.errors = new ReportedErrors(channel);
  }

  /** Empty where the channel is not epoll's. */
  static Optional<FastSocket> of(DatagramEnd end, DatagramSettings settings) {
    Channel channel = end.context().channel();
    FastSocket[] made = new FastSocket[1];
    Optional<Duplicate> descriptor = Duplicate.of(channel, error -> made[0].ready(error));
    if (descriptor.isEmpty()) {
      return Optional.empty();
    }
    Duplicate opened = descriptor.orElseThrow();
    try {
      int family =
          SocketCalls.intOption(
              opened.number(), SocketConstants.SOL_SOCKET, SocketConstants.SO_DOMAIN);
      SocketNature nature = SocketNature.of(channel, family, settings);
      nature.ask(opened.number());
      made[0] = new FastSocket(end, nature);
      made[0].begin(opened);
      return Optional.of(made[0]);
    } catch (SystemCallException refused) {
      LOG.warn("{}: read by Netty: {}", channel, refused.toString());
      opened.close();
      return Optional.empty();
    }
  }

  private void begin(Duplicate opened) {
    descriptor = opened;
    outlet.begin(opened);
  }

  FastOutlet outlet() {
    return outlet;
  }

  /** Gives a session a socket of its own; empty where that is not to be had. */
  Optional<OwnSocket> connect(PeerSession session) {
    Duplicate open = descriptor;
    if (open == null) {
      return Optional.empty();
    }
    if (own == null) {
      own = new OwnSockets(end, open.number(), nature, memory, intake, errors);
    }
    return own.open(session);
  }

  /** Closes the sockets of sessions' own that have not closed yet. */
  void closeOwn() {
    if (own != null) {
      own.close();
    }
  }

  /** Netty's channel wants to read: from now on, or once where it does not by itself. */
  void read() {
    once = !channel.config().isAutoRead();
    outlet.reading(true);
  }

  void close() {
    closeOwn();
    Duplicate open = descriptor;
    if (open != null) {
      descriptor = null;
      outlet.close();
      open.close();
    }
  }

  private void ready(boolean error) {
    if (error && descriptor != null) {
      errors.take(descriptor.number(), end::undelivered);
    }
    outlet.resume();
    for (int i = 0; i < CALLS && descriptor != null; i++) {
      if (!channel.config().isAutoRead() && !once) {
        outlet.reading(false);
        return;
      }
      once = false;
      if (!intake.receive(descriptor.number(), window)) {
        return;
      }
    }
  }
}
