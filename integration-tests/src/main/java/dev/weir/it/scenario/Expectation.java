package dev.weir.it.scenario;

import java.util.Optional;

/** What a scenario says must be true afterwards. */
public sealed interface Expectation {

  /** As it stands in the file. */
  String text();

  /**
   * A figure compared with a bound, or with another's figure.
   *
   * @param metric which figure
   * @param order how it compares
   * @param bound in the metric's unit; a factor where there is a reference
   * @param reference whose figure the bound is a factor of: the same test with this peer at both
   *     ends
   */
  record Bound(String text, Metric metric, Order order, double bound, Optional<Reference> reference)
      implements Expectation {}

  /** The client ends with success; expected of every test that does not say {@link Fails}. */
  record Completes(String text) implements Expectation {}

  /** The client ends, and not with success. */
  record Fails(String text) implements Expectation {}

  /** The server still runs when the client has ended. */
  record ServerSurvives(String text) implements Expectation {}

  /** Whose figure a bound refers to. */
  enum Reference {
    /** The link's rate. */
    LINK,
    /** The same test between two of iperf3. */
    IPERF3,
    /** The same test between two of iperf. */
    IPERF2,
    /** The same test between two of Weir. */
    WEIR;

    /** The peer, for those that are one. */
    public Optional<PeerName> peer() {
      return this == LINK ? Optional.empty() : Optional.of(PeerName.valueOf(name()));
    }
  }

  /** How a figure compares with its bound. */
  enum Order {
    /** At least. */
    AT_LEAST(">="),
    /** At most. */
    AT_MOST("<="),
    /** Exactly. */
    EQUAL("=="),
    /** More than. */
    MORE(">"),
    /** Less than. */
    LESS("<");

    private final String sign;

    Order(String sign) {
      this.sign = sign;
    }

    /** Its sign in files. */
    public String sign() {
      return sign;
    }

    /** Whether a value is so. */
    public boolean holds(double value, double bound) {
      return switch (this) {
        case AT_LEAST -> value >= bound;
        case AT_MOST -> value <= bound;
        case EQUAL -> value == bound;
        case MORE -> value > bound;
        case LESS -> value < bound;
      };
    }
  }
}
