package dev.weir.server.transport;

import static java.util.Map.entry;

import dev.weir.server.option.Linger;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.util.Map;

/** Options as far as Java has them; the others are refused by name. */
abstract class NioOptions implements OptionTarget {
  private static final Map<SocketOption<?>, java.net.SocketOption<?>> KNOWN =
      Map.ofEntries(
          entry(OptionCatalogue.SO_BROADCAST, StandardSocketOptions.SO_BROADCAST),
          entry(OptionCatalogue.IP_MULTICAST_TTL, StandardSocketOptions.IP_MULTICAST_TTL),
          entry(OptionCatalogue.IP_MULTICAST_LOOP, StandardSocketOptions.IP_MULTICAST_LOOP),
          // Java has one name for both families; at a socket of IPv6 these are the options of IPv6.
          entry(OptionCatalogue.IPV6_MULTICAST_HOPS, StandardSocketOptions.IP_MULTICAST_TTL),
          entry(OptionCatalogue.IPV6_MULTICAST_LOOP, StandardSocketOptions.IP_MULTICAST_LOOP),
          entry(OptionCatalogue.SO_REUSEADDR, StandardSocketOptions.SO_REUSEADDR),
          entry(OptionCatalogue.SO_REUSEPORT, StandardSocketOptions.SO_REUSEPORT),
          entry(OptionCatalogue.SO_RCVBUF, StandardSocketOptions.SO_RCVBUF),
          entry(OptionCatalogue.SO_SNDBUF, StandardSocketOptions.SO_SNDBUF),
          entry(OptionCatalogue.SO_KEEPALIVE, StandardSocketOptions.SO_KEEPALIVE),
          entry(OptionCatalogue.SO_LINGER, StandardSocketOptions.SO_LINGER),
          entry(OptionCatalogue.TCP_NODELAY, StandardSocketOptions.TCP_NODELAY),
          entry(OptionCatalogue.IP_TOS, StandardSocketOptions.IP_TOS));

  abstract <V> void write(java.net.SocketOption<V> option, V value) throws IOException;

  abstract <V> V read(java.net.SocketOption<V> option) throws IOException;

  @Override
  // The table pairs options of one type of value, after the translation of Linger.
  @SuppressWarnings("unchecked")
  public final <T> void set(SocketOption<T> option, T value) throws IOException {
    write((java.net.SocketOption<Object>) known(option), toJava(value));
  }

  @Override
  // As above.
  @SuppressWarnings("unchecked")
  public final <T> Reading<T> get(SocketOption<T> option) throws IOException {
    Object value = read((java.net.SocketOption<Object>) known(option));
    T effective = (T) (option.equals(OptionCatalogue.SO_LINGER) ? toLinger((int) value) : value);
    return new Reading<>(effective, option.type().format(effective));
  }

  private static java.net.SocketOption<?> known(SocketOption<?> option) throws IOException {
    java.net.SocketOption<?> known = KNOWN.get(option);
    if (known == null) {
      throw new IOException("the NIO transport has no " + option + ", epoll has");
    }
    return known;
  }

  private static Object toJava(Object value) {
    return value instanceof Linger linger ? (Object) (linger.on() ? linger.seconds() : -1) : value;
  }

  private static Linger toLinger(int seconds) {
    return seconds < 0 ? Linger.OFF : new Linger(true, seconds);
  }
}
