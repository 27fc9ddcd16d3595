package dev.weir.it.world;

/** What a scenario may need of a world and not every world has. */
public enum Ability {
  /** A link whose rate, loss, order and MTU can be set, and that can be cut. */
  LINK,
  /** Delay on the link. */
  DELAY,
  /** A range of local ports that can be made small. */
  PORT_RANGE,
  /** Peers that are images of containers. */
  IMAGE,
  /** A bound on a peer's memory. */
  MEMORY
}
