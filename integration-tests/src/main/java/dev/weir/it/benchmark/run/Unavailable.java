package dev.weir.it.benchmark.run;

/** A variant, or a row, that this machine cannot run; the message says why. */
final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  Unavailable(String reason) {
    super(reason);
  }
}
