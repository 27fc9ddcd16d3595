package dev.weir.it.world;

import java.util.Optional;

/** Container images that Weir does not bring. */
public final class Images {

  private Images() {}

  /** Pulls the image where the engine does not have it, and says why that is not possible. */
  public static Optional<String> missing(String image) {
    if (Engine.unavailable().isPresent()) {
      return Optional.empty();
    }
    try {
      Engine.provide(image);
      return Optional.empty();
    } catch (WorldException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
