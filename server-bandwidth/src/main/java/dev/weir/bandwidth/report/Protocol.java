package dev.weir.bandwidth.report;

/** What carries the data of a test; the names are the ones that reports print. */
public enum Protocol {
  /** A connection per stream. */
  TCP,
  /** A flow of datagrams per stream. */
  UDP
}
