package dev.weir.server.shaping;

import dev.weir.server.connection.Flow;

/** The rates that all connections of a server share. Any thread. */
public final class ServerPaces {
  private final Pace in = new Pace();
  private final Pace out = new Pace();

  /** No limits yet. */
  public ServerPaces() {}

  /**
   * Goes by other limits.
   *
   * @param flow hold from now on
   */
  public void follow(Flow flow) {
    in.rate(flow.serverRateIn());
    out.rate(flow.serverRateOut());
  }

  Pace in() {
    return in;
  }

  Pace out() {
    return out;
  }
}
