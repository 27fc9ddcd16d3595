package dev.weir.server.shaping;

import dev.weir.server.connection.Flow;
import dev.weir.server.connection.HeldBack;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rates of one connection, for all who move its bytes. On the connection's loop. */
public final class Shaping {
  private static final AttributeKey<Shaping> KEY = AttributeKey.valueOf(Shaping.class, "shaping");

  /** What holds bytes back until they may leave. */
  public interface Holder extends HeldBack {
    /** Lets all leave at once: the connection is about to end. */
    void letGo();

    /**
     * How much is held.
     *
     * @return bytes
     */
    long held();
  }

  private final Direction in;
  private final Direction out;
  private @Nullable Holder holder;

  private Shaping(ServerPaces server) {
    this.in = new Direction(server.in());
    this.out = new Direction(server.out());
  }

  /**
   * The shaping of a channel.
   *
   * @param channel any
   * @return empty where nothing limits its rates
   */
  public static Optional<Shaping> of(Channel channel) {
    // To ask for an attribute makes it.
    return channel.hasAttr(KEY) ? Optional.ofNullable(channel.attr(KEY).get()) : Optional.empty();
  }

  /**
   * Gives a channel rates.
   *
   * @param channel of a server
   * @param server what it shares with others
   * @param flow some of whose rates are limited
   * @return the channel's shaping, which keeps what it has counted
   */
  public static Shaping attach(Channel channel, ServerPaces server, Flow flow) {
    Shaping shaping = of(channel).orElseGet(() -> new Shaping(server));
    shaping.in.rate(flow.rateIn());
    shaping.out.rate(flow.rateOut());
    channel.attr(KEY).set(shaping);
    return shaping;
  }

  /**
   * Takes a channel's rates away.
   *
   * @param channel with or without them
   */
  public static void detach(Channel channel) {
    channel.attr(KEY).set(null);
  }

  /**
   * What is read.
   *
   * @return always the same
   */
  public Direction in() {
    return in;
  }

  /**
   * What is sent.
   *
   * @return always the same
   */
  public Direction out() {
    return out;
  }

  /**
   * Says who holds bytes back.
   *
   * @param stage of the channel's pipeline
   */
  public void heldBy(Holder stage) {
    holder = stage;
  }

  /**
   * Who holds bytes back.
   *
   * @return empty where nobody does
   */
  public Optional<Holder> holder() {
    return Optional.ofNullable(holder);
  }
}
