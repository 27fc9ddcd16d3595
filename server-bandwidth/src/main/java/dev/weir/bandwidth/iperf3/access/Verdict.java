package dev.weir.bandwidth.iperf3.access;

/** What became of a token. */
public enum Verdict {
  /** A user that may test. */
  ADMITTED,
  /** The two clocks differ too much, or the token is an old one. */
  OLD,
  /** The file of users cannot be read. */
  NO_USERS,
  /** No such user, or not this password. */
  UNKNOWN,
  /** No token, or one that was not made with this key and padding. */
  UNREADABLE
}
