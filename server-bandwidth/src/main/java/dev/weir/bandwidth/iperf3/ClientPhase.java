package dev.weir.bandwidth.iperf3;

/** How far a test has come, seen from the client. */
enum ClientPhase {
  /** The control connection is being made. */
  CONNECTING,
  /** The cookie is sent. */
  GREETED,
  /** The parameters are sent. */
  PARAMETERS,
  /** The data streams are being opened. */
  STREAMS,
  /** The server has all streams, and may say that it runs before this end knows of the last. */
  ACCEPTED,
  /** Data flows. */
  RUNNING,
  /** The end is reached, the last sample is being taken. */
  ENDING,
  /** The server knows of the end. */
  ENDED,
  /** The results are sent. */
  RESULTS,
  /** The server's results are here. */
  TOLD,
  /** Over. */
  CLOSED
}
