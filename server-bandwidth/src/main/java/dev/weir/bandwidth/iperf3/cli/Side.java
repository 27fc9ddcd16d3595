package dev.weir.bandwidth.iperf3.cli;

/** Which end an option is for. */
enum Side {
  /** Either. */
  BOTH,
  /** Only the end that connects. */
  CLIENT,
  /** Only the end that accepts. */
  SERVER
}
