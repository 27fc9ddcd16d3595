package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What bounds a server. Immutable; every method gives new limits, and a running server takes others
 * at any time. Generous from the start; what has no safe value for everybody, such as connections
 * per address, is off until it is asked for.
 *
 * <p>All but {@link #outbound} bound connections. A datagram server has none: it refuses to start
 * where another differs from its default.
 *
 * @param admission who is let in, and how many
 * @param timeouts how long a connection may do nothing
 * @param flow how much waits, and how fast bytes move
 */
public record Limits(Admission admission, Timeouts timeouts, Flow flow) {
  private static final AttributeKey<Limits> KEY = AttributeKey.valueOf(Limits.class, "limits");
  private static final Limits DEFAULTS =
      new Limits(Admission.DEFAULTS, Timeouts.DEFAULTS, Flow.DEFAULTS);

  /**
   * The limits of a server that was given none.
   *
   * @return the defaults that each method names
   */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * The limits that a channel's server was started with.
   *
   * @param channel of a server or client of Weir
   * @return its limits; the defaults where the channel has none of its own
   */
  public static Limits of(Channel channel) {
    return Accepted.accepted(channel).map(Accepted::limits).orElseGet(() -> ofAttribute(channel));
  }

  /**
   * Makes these the limits of a channel.
   *
   * @param channel one whose pipeline does not exist yet
   */
  public void attach(Channel channel) {
    Accepted.accepted(channel)
        .ifPresentOrElse(accepted -> accepted.limits(this), () -> channel.attr(KEY).set(this));
  }

  private static Limits ofAttribute(Channel channel) {
    Limits limits = channel.hasAttr(KEY) ? channel.attr(KEY).get() : null;
    return limits == null ? DEFAULTS : limits;
  }

  /**
   * How many connections may be open at once.
   *
   * @return from 1
   */
  public int connections() {
    return admission.connections();
  }

  /**
   * With another number of connections.
   *
   * @param most open at once in the whole server, from 1; one more is reset. 100,000 by default
   * @return new limits
   */
  public Limits connections(int most) {
    return with(admission.connections(most));
  }

  /**
   * With a number of connections for each address; one more is reset. None by default, as all users
   * of a proxy come from its address.
   *
   * @param most open at once, from 1; 0 for no limit
   * @return new limits
   * @see #prefixes
   */
  public Limits perAddress(int most) {
    return with(admission.perAddress(most));
  }

  /**
   * With another notion of one address, for all that is limited per address: a household of IPv6
   * has 2<sup>64</sup> addresses and more. A running server counts anew when this changes: the
   * connections that are open then no longer count for their addresses.
   *
   * @param ipv4 how many bits from the left, 0 to 32; 32 by default
   * @param ipv6 how many bits from the left, 0 to 128; 64 by default
   * @return new limits
   */
  public Limits prefixes(int ipv4, int ipv6) {
    return with(admission.prefixes(ipv4, ipv6));
  }

  /**
   * With a rate at which the server accepts connections; one more is reset.
   *
   * @param most of all addresses together; {@link Rate#UNLIMITED} by default
   * @return new limits
   */
  public Limits acceptRate(Rate most) {
    return with(admission.rates(most, admission.acceptRatePerAddress()));
  }

  /**
   * With a rate at which the server accepts connections from one address; one more is reset.
   *
   * @param most of each address; {@link Rate#UNLIMITED} by default
   * @return new limits
   * @see #prefixes
   */
  public Limits acceptRatePerAddress(Rate most) {
    return with(admission.rates(admission.acceptRate(), most));
  }

  /**
   * With addresses that may connect, instead of earlier ones.
   *
   * @param ranges such as {@code 10.1.2.0/24}, {@code 2001:db8::/32}, {@code all}
   * @return new limits
   * @throws IllegalArgumentException where one is no range, or is denied too
   * @see AddressRules
   */
  public Limits allow(String... ranges) {
    return allow(parsed(ranges));
  }

  /**
   * With addresses that may connect, instead of earlier ones.
   *
   * @param ranges none by default
   * @return new limits
   * @throws IllegalArgumentException where one is denied too
   * @see AddressRules
   */
  public Limits allow(List<AddressPrefix> ranges) {
    return with(admission.rules(ranges, admission.rules().deny()));
  }

  /**
   * With addresses that may not connect, instead of earlier ones; they are reset.
   *
   * @param ranges such as {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code all}
   * @return new limits
   * @throws IllegalArgumentException where one is no range, or is allowed too
   * @see AddressRules
   */
  public Limits deny(String... ranges) {
    return deny(parsed(ranges));
  }

  /**
   * With addresses that may not connect, instead of earlier ones; they are reset.
   *
   * @param ranges none by default
   * @return new limits
   * @throws IllegalArgumentException where one is allowed too
   * @see AddressRules
   */
  public Limits deny(List<AddressPrefix> ranges) {
    return with(admission.rules(admission.rules().allow(), ranges));
  }

  /**
   * How long nothing may move on a connection.
   *
   * @return zero for no limit
   */
  public Duration idle() {
    return timeouts.idle();
  }

  /**
   * With another idle time: a connection on which nothing moves for as long is closed.
   *
   * @param longest from 10 ms; zero for no limit. 10 minutes by default
   * @return new limits
   */
  public Limits idle(Duration longest) {
    return with(timeouts.idle(longest));
  }

  /**
   * With a time after which a connection is closed from which nothing was received, whatever is
   * sent to it meanwhile. Not while the server itself does not read, as where a handler is slow,
   * nor once the peer has ended its side.
   *
   * @param longest from 10 ms; zero, the default, for no limit
   * @return new limits
   */
  public Limits read(Duration longest) {
    return with(timeouts.read(longest));
  }

  /**
   * With a time after which a connection is reset whose peer takes nothing of what waits for it:
   * one that never reads, or whose machine is gone.
   *
   * @param longest from 10 ms; zero for no limit. 2 minutes by default
   * @return new limits
   */
  public Limits stall(Duration longest) {
    return with(timeouts.stall(longest));
  }

  /**
   * With a time after which a connection is closed that has sent nothing yet. Not for protocols in
   * which the server speaks first and the client may keep silent.
   *
   * @param longest from the accepting on, from 10 ms; zero, the default, for no limit
   * @return new limits
   */
  public Limits firstBytes(Duration longest) {
    return with(timeouts.firstBytes(longest));
  }

  /**
   * With an age at which a connection is told to finish, by a {@link DrainEvent}; where it does
   * not, what its handlers have written leaves and it is ended five seconds later. So clients come
   * back, to whichever server has its turn.
   *
   * @param most from 10 ms; zero, the default, for no limit
   * @param jitter percent of the age, 0 to 100, by which each connection's is shorter at random; 10
   *     by default
   * @return new limits
   */
  public Limits age(Duration most, int jitter) {
    return with(timeouts.age(most, jitter));
  }

  /**
   * How many bytes may wait to be sent.
   *
   * @return of a connection or a datagram socket, from 65536
   */
  public int outbound() {
    return flow.outbound();
  }

  /**
   * With another bound of what waits to be sent: a connection that writes more while as many wait
   * is reset, a datagram more is dropped.
   *
   * @param bytes per connection or datagram socket, from 65536; 64 MiB by default
   * @return new limits
   */
  public Limits outbound(int bytes) {
    return with(flow.outbound(bytes));
  }

  /**
   * With another way to treat a peer that does not take what waits for it.
   *
   * @param policy {@link Overflow#STOP_READING} by default
   * @return new limits
   */
  public Limits overflow(Overflow policy) {
    return with(flow.overflow(policy));
  }

  /**
   * With rates for each connection, TCP alone. Reading pauses and writes wait, so that the peer's
   * or the handler's own back-pressure slows it down. Over a second and more a rate is kept within
   * a few per cent.
   *
   * @param in bytes a second that are read, from 1024; 0, the default, for no limit
   * @param out bytes a second that are sent, from 1024; 0, the default, for no limit
   * @return new limits
   */
  public Limits rates(long in, long out) {
    return with(flow.rates(in, out));
  }

  /**
   * With rates for all connections of the server together, who share them by turns.
   *
   * @param in bytes a second that are read, from 1024; 0, the default, for no limit
   * @param out bytes a second that are sent, from 1024; 0, the default, for no limit
   * @return new limits
   * @see #rates
   */
  public Limits serverRates(long in, long out) {
    return with(flow.serverRates(in, out));
  }

  /**
   * Which of these differ from their defaults and bound connections alone.
   *
   * @return their names, such as {@code idle}; empty where a datagram server takes these limits
   */
  public List<String> ofConnections() {
    return ConnectionLimits.changed(this);
  }

  /**
   * What of these a datagram server takes: the defaults, with {@link #outbound} and the addresses
   * of {@link #allow} and {@link #deny}.
   *
   * @return limits of which {@link #ofConnections} is empty
   */
  public Limits forDatagrams() {
    AddressRules rules = admission.rules();
    return DEFAULTS.outbound(outbound()).allow(rules.allow()).deny(rules.deny());
  }

  /**
   * Says no where a datagram server could not keep to these.
   *
   * @throws IllegalArgumentException where {@link #ofConnections} is not empty; it names them all
   */
  public void requireForDatagrams() {
    ConnectionLimits.requireNone(this);
  }

  private Limits with(Admission other) {
    return new Limits(other, timeouts, flow);
  }

  private Limits with(Timeouts other) {
    return new Limits(admission, other, flow);
  }

  private Limits with(Flow other) {
    return new Limits(admission, timeouts, other);
  }

  private static List<AddressPrefix> parsed(String... ranges) {
    return Arrays.stream(ranges).map(AddressPrefix::parse).toList();
  }

  static void require(boolean inRange, String name, Object value, String expected) {
    if (!inRange) {
      throw new IllegalArgumentException(
          "limits: %s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
