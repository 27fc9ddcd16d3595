package dev.weir.server.admission;

import dev.weir.server.metrics.Count;

/** Why a connection is not let in. */
public enum Refusal implements Entry {
  /** Its address is not among those that may connect. */
  RULE(Count.REFUSED_RULE, "its address may not connect"),
  /** The server holds as many as it may. */
  LIMIT(Count.REFUSED_LIMIT, "as many are open as the server may hold"),
  /** Its address holds as many as it may. */
  ADDRESS(Count.REFUSED_ADDRESS, "as many are open as its address may hold"),
  /** The server has accepted as many of late as it may. */
  RATE(Count.REFUSED_RATE, "they come faster than the server may accept them"),
  /** It was accepted as often of late as its address may be. */
  ADDRESS_RATE(Count.REFUSED_ADDRESS_RATE, "they come faster than its address may connect");

  private final Count count;
  private final String words;

  Refusal(Count count, String words) {
    this.count = count;
    this.words = words;
  }

  /**
   * What counts it.
   *
   * @return one count for each
   */
  public Count count() {
    return count;
  }

  /** For a log line. */
  @Override
  public String toString() {
    return words;
  }
}
