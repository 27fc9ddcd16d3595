package dev.weir.it.scenario.run;

/** A test did not come to running; the message says why. */
final class Broken extends RuntimeException {

  private static final long serialVersionUID = 1;

  Broken(String message) {
    super(message);
  }
}
