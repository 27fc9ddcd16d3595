package dev.weir.server.connection;

/** Goes through the pipeline of each open connection when its server begins to drain. */
public enum DrainEvent {
  /** The server drains: finish what is begun, then close. */
  INSTANCE
}
