package dev.weir.it.world;

/** A world, or a thing in it, could not be made or changed: the message says what and why. */
public final class WorldException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WorldException(String message) {
    super(message);
  }

  WorldException(String message, Throwable cause) {
    super(message, cause);
  }
}
