package dev.weir.bandwidth.report;

/** Which way the data of a test goes, seen from the client. */
public enum Direction {
  /** The client sends. */
  FORWARD,
  /** The server sends. */
  REVERSE,
  /** Both send, on streams of their own. */
  BIDIRECTIONAL
}
