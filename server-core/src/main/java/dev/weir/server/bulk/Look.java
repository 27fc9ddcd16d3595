package dev.weir.server.bulk;

/** When the sinks of a loop look at their sockets. */
enum Look {
  /** Whenever the kernel tells of something. */
  WOKEN,

  /** When the kernel tells of much: SO_RCVLOWAT. */
  MARKED,

  /** By a timer, thousands of times a second: the kernel is not to tell of anything. */
  TIMED
}
