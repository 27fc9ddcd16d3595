package dev.weir.server.pipeline;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The stages of each channel, in order: what is read passes them from first to last, what is
 * written from last to first. Immutable; every method gives a new pipeline.
 *
 * <p>Weir's own stages stand in it by name, so that others can be placed around or instead of them:
 *
 * <ul>
 *   <li>{@link #METER}, first: counts. It cannot be taken out.
 *   <li>{@link #FIT}, for UDP: gives each datagram memory of its own size.
 *   <li>{@link #SHAPE}, only while {@code Limits} have rates: keeps to them.
 *   <li>{@link #TIMEOUTS}: closes a connection that does nothing for longer than {@code
 *       Limits.timeouts} allows, and ends one that is too old.
 *   <li>{@link #OUTBOUND}: stops reading while too much waits to be sent, and bounds what waits by
 *       {@code Limits.outbound}.
 *   <li>the stages that were added by {@link #last}
 *   <li>{@link #HANDLER}: what a recipe's {@code handle}, {@code serve} or the like was given
 *   <li>{@link #HALF_CLOSE}: when the peer has ended its side, closes after all replies have left.
 *   <li>{@link #ERRORS}, last: counts and logs what handlers throw, and closes their connection. It
 *       cannot be taken out.
 * </ul>
 *
 * <p>Those of Weir's stages of a connection that stand side by side share one place in its channel,
 * named as the outermost: {@link #METER} stands there for {@link #TIMEOUTS} and {@link #OUTBOUND}
 * too, {@link #ERRORS} for {@link #HALF_CLOSE}. What is to differ is said here, not to the channel.
 */
public final class Pipeline {
  /** Name of the stage that counts. */
  public static final String METER = "meter";

  /** Name of the stage that gives each datagram memory of its own size. */
  public static final String FIT = "fit";

  /** Name of the stage that closes silent and stalled connections. */
  public static final String TIMEOUTS = "timeouts";

  /** Name of the stage that bounds what waits to be sent. */
  public static final String OUTBOUND = "outbound";

  /** Name of the stage that a recipe's {@code handle} or {@code serve} adds. */
  public static final String HANDLER = "handler";

  /**
   * Name of the stage that keeps a connection to its rates. It is there, right after the meter,
   * only while {@code Limits.flow} has rates.
   */
  public static final String SHAPE = "shape";

  /** Name of the stage that closes after the peer has ended its side. */
  public static final String HALF_CLOSE = "half-close";

  /** Name of the stage that ends what handlers throw. */
  public static final String ERRORS = "errors";

  private static final Set<String> FIXED = Set.of(METER, ERRORS);

  private static final Pipeline TCP =
      new Pipeline(
          List.of(
              SharedPlaces.METER,
              SharedPlaces.TIMEOUTS,
              SharedPlaces.OUTBOUND,
              SharedPlaces.HALF_CLOSE,
              SharedPlaces.ERRORS));
  private static final Pipeline UDP =
      new Pipeline(
          List.of(
              new Stage(METER, DatagramMeter::new),
              new Stage(FIT, FitStage::new),
              new Stage(OUTBOUND, DatagramOutbound::new),
              new Stage(ERRORS, () -> DatagramErrors.ALL)));
  private static final Pipeline SESSION = new Pipeline(List.of(SharedPlaces.ERRORS));
  private static final Pipeline CLIENT =
      new Pipeline(List.of(SharedPlaces.METER, SharedPlaces.ERRORS));

  private final List<Stage> stages;
  private final List<Stage> places;

  private Pipeline(List<Stage> stages) {
    this.stages = List.copyOf(stages);
    this.places = SharedPlaces.of(stages);
  }

  /**
   * What a TCP server starts from.
   *
   * @return meter, timeouts, outbound, half-close, errors
   */
  public static Pipeline tcp() {
    return TCP;
  }

  /**
   * What a UDP server or client starts from.
   *
   * @return meter, fit, outbound, errors
   */
  public static Pipeline udp() {
    return UDP;
  }

  /**
   * What a session of a UDP server starts from; its datagrams are counted by its socket.
   *
   * @return errors
   */
  public static Pipeline session() {
    return SESSION;
  }

  /**
   * What a TCP client starts from.
   *
   * @return meter, errors
   */
  public static Pipeline tcpClient() {
    return CLIENT;
  }

  /**
   * Adds a stage right after the meter, where there is one.
   *
   * @param name not used yet
   * @param handler gives each channel its handler
   * @return the new pipeline
   * @throws IllegalArgumentException where the name is used
   */
  public Pipeline first(String name, Supplier<? extends ChannelHandler> handler) {
    int meters = names().contains(METER) ? 1 : 0;
    return insert(meters, new Stage(name, handler));
  }

  /**
   * Adds a stage after all others but the handler stage and Weir's closing ones.
   *
   * @param name not used yet
   * @param handler gives each channel its handler
   * @return the new pipeline
   * @throws IllegalArgumentException where the name is used
   */
  public Pipeline last(String name, Supplier<? extends ChannelHandler> handler) {
    String end =
        Stream.of(HANDLER, HALF_CLOSE).filter(names()::contains).findFirst().orElse(ERRORS);
    return insert(indexOf(end), new Stage(name, handler));
  }

  /**
   * Adds a stage before another.
   *
   * @param other the stage to stand before; not the meter
   * @param name not used yet
   * @param handler gives each channel its handler
   * @return the new pipeline
   * @throws IllegalArgumentException where there is no such other stage, or the name is used
   */
  public Pipeline before(String other, String name, Supplier<? extends ChannelHandler> handler) {
    if (other.equals(METER)) {
      throw new IllegalArgumentException(
          "stage: before meter (expected: after it); the meter counts what the socket moves");
    }
    return insert(indexOf(other), new Stage(name, handler));
  }

  /**
   * Adds a stage after another.
   *
   * @param other the stage to stand after; not the errors
   * @param name not used yet
   * @param handler gives each channel its handler
   * @return the new pipeline
   * @throws IllegalArgumentException where there is no such other stage, or the name is used
   */
  public Pipeline after(String other, String name, Supplier<? extends ChannelHandler> handler) {
    if (other.equals(ERRORS)) {
      throw new IllegalArgumentException(
          "stage: after errors (expected: before it); what a later stage throws would be lost");
    }
    return insert(indexOf(other) + 1, new Stage(name, handler));
  }

  /**
   * Puts another handler in the place of a stage.
   *
   * @param name of the stage, which it keeps; not meter or errors
   * @param handler gives each channel its handler
   * @return the new pipeline
   * @throws IllegalArgumentException where there is no such stage, or it cannot be replaced
   */
  public Pipeline replace(String name, Supplier<? extends ChannelHandler> handler) {
    int index = indexOf(name);
    return without(name).insert(index, new Stage(name, handler));
  }

  /**
   * Takes a stage out.
   *
   * @param name of the stage; not meter or errors
   * @return the new pipeline
   * @throws IllegalArgumentException where there is no such stage, or it cannot be taken out
   */
  public Pipeline without(String name) {
    if (FIXED.contains(name)) {
      throw new IllegalArgumentException(
          "stage: %s taken out (expected: to stay); Weir relies on it".formatted(name));
    }
    List<Stage> fewer = new ArrayList<>(stages);
    fewer.remove(indexOf(name));
    return new Pipeline(fewer);
  }

  /**
   * The names of the stages.
   *
   * @return in order
   */
  public List<String> names() {
    return stages.stream().map(Stage::name).toList();
  }

  /**
   * Puts the stages into a channel. On the channel's loop.
   *
   * @param target a pipeline without them
   */
  public void install(ChannelPipeline target) {
    for (Stage stage : places) {
      target.addLast(stage.name(), stage.handler().get());
    }
  }

  private Pipeline insert(int index, Stage stage) {
    if (stage.name().equals(SHAPE)) {
      throw new IllegalArgumentException(
          "stage: shape (expected: another name); it is the stage that keeps to Limits.rates");
    }
    if (names().contains(stage.name())) {
      throw new IllegalArgumentException(
          "stage: %s twice (expected: a name not among %s)".formatted(stage.name(), names()));
    }
    List<Stage> more = new ArrayList<>(stages);
    more.add(index, stage);
    return new Pipeline(more);
  }

  private int indexOf(String name) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "stage: %s (expected: one of %s); correct the name".formatted(name, names()));
    }
    return index;
  }

  @Override
  public String toString() {
    return names().toString();
  }
}
