package dev.weir.it.world;

import java.util.Locale;

/** The two hosts of a world, named after what runs on them. */
public enum Role {
  /** Listens. */
  SERVER("10.77.0.1"),
  /** Connects. */
  CLIENT("10.77.0.2");

  private final String address;

  Role(String address) {
    this.address = address;
  }

  /** The host's address where the world is free to choose it. */
  String address() {
    return address;
  }

  /** The one at the other end. */
  public Role other() {
    return this == SERVER ? CLIENT : SERVER;
  }

  /** The word for it in files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
