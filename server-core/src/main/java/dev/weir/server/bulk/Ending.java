package dev.weir.server.bulk;

/** Why a transfer is over. */
public enum Ending {
  /** {@link Transfer#leave} was called; the channel lives and its pipeline has it back. */
  LEFT,
  /** The gate will never open again; the channel lives and its pipeline has it back. */
  DONE,
  /** The channel was closed on this side. */
  CLOSED,
  /** The peer sent its end of stream. */
  PEER_CLOSED,
  /** The connection failed: reset, timed out, or refused by the kernel; the channel is closed. */
  FAILED
}
