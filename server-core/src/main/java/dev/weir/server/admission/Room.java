package dev.weir.server.admission;

/** What has room for so many connections. Any thread. */
public interface Room {
  /**
   * Takes a place.
   *
   * @return false where there is none
   */
  boolean enter();

  /** Gives a place back. */
  void leave();
}
