package dev.weir.it.benchmark.result;

/** What a bar asks of a median. */
public enum Relation {
  /** Not less than the bar. */
  AT_LEAST,
  /** Not more than the bar. */
  AT_MOST,
  /** Nothing: it is shown beside the others. */
  ANY;

  /** Whether a value is on the right side of a bound; what is no number never is. */
  public boolean holds(double value, double bound) {
    return switch (this) {
      case AT_LEAST -> value >= bound;
      case AT_MOST -> value <= bound;
      case ANY -> true;
    };
  }
}
