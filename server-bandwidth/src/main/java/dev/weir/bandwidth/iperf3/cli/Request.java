package dev.weir.bandwidth.iperf3.cli;

/** What a command line asks for. */
public sealed interface Request
    permits ClientRequest, ServerRequest, Request.Help, Request.Version {

  /** The help text. */
  record Help() implements Request {}

  /** Who this is and what it can do. */
  record Version() implements Request {}
}
