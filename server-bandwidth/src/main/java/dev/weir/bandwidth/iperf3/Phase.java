package dev.weir.bandwidth.iperf3;

/** How far a test has come, seen from the server. */
enum Phase {
  /** The cookie is read, there is no room yet. */
  QUEUED,
  /** The client may send its parameters. */
  PARAMETERS,
  /** The parameters are here; who sent them is being found out. */
  AUTHORIZING,
  /** The parameters are agreed, but another test of the same address is opening its flows. */
  HELD,
  /** The client opens its data streams. */
  STREAMS,
  /** Both ends send: on which streams the client does is seen as it begins. */
  ROLES,
  /** All streams are there, those that receive are about to. */
  STARTING,
  /** Data flows. */
  RUNNING,
  /** The data has ended, the last sample is being taken. */
  ENDING,
  /** The client may send its results. */
  RESULTS,
  /** Everything is told, the client may leave. */
  FAREWELL,
  /** Over. */
  CLOSED
}
