package dev.weir.server;

import static dev.weir.server.option.OptionCatalogue.SO_RCVBUF;
import static dev.weir.server.option.OptionCatalogue.SO_REUSEADDR;
import static dev.weir.server.option.OptionCatalogue.SO_REUSEPORT;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Inherited;
import dev.weir.server.endpoint.MulticastGroup;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionApplication;
import dev.weir.server.option.OptionRefusedException;
import dev.weir.server.option.SocketOption;
import dev.weir.server.transport.Family;
import dev.weir.server.transport.OpenSocket;
import dev.weir.server.transport.Transport;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Binds the sockets of one endpoint. The first is bound without SO_REUSEPORT, for UDP without
 * SO_REUSEADDR too, so that it fails where anything else holds the port; only then does it allow
 * the other shards beside it. A Unix socket and an inherited one have no others.
 */
final class Binder {
  /** Room for ten thousand small datagrams, or 40 ms at 1 Gbit/s: a loop may be busy elsewhere. */
  private static final int DATAGRAM_BUFFER = 4 * 1024 * 1024;

  private final Recipe recipe;
  private final Transport transport;
  private final Endpoint asked;
  private final Endpoint real;
  private final Site site;
  private final List<Choice<?>> choices;

  Binder(Recipe recipe, Transport transport, Endpoint asked) {
    this.recipe = recipe;
    this.transport = transport;
    this.asked = asked;
    this.real = real(asked);
    requireKind();
    this.site = site();
    List<Choice<?>> chosen = Choices.of(recipe.options(), real);
    OptionFit.requireAtServer(chosen, real, site.family());
    this.choices =
        Stream.concat(chosen.stream().filter(c -> onSocket(c.option())), unchosen(chosen)).toList();
    requireShareable();
  }

  private static Endpoint real(Endpoint asked) {
    try {
      return asked.scheme() == Scheme.FD ? Inherited.endpoint(asked) : asked;
    } catch (IOException refused) {
      throw new StartException(asked, "cannot be taken over: " + refused.getMessage(), refused);
    }
  }

  private void requireKind() {
    if (!real.scheme().fits(recipe.scheme())) {
      throw new StartException(
          asked,
          "is %s (expected: a socket of %s); use the recipe of %s"
              .formatted(real, recipe.scheme().text(), real.scheme().text()));
    }
  }

  private Site site() {
    try {
      return Site.of(real);
    } catch (UnknownHostException unknown) {
      throw new StartException(
          asked, "host: %s (expected: a known name); correct it".formatted(real.host()), unknown);
    } catch (IOException refused) {
      throw new StartException(asked, Remedy.of(real, refused), refused);
    }
  }

  private boolean onSocket(SocketOption<?> option) {
    return real.scheme().datagrams() || transport.onListener(option, real.scheme());
  }

  /** A burst of datagrams finds room, where nobody chose how much; the kernel bounds it. */
  private Stream<Choice<?>> unchosen(List<Choice<?>> chosen) {
    boolean free = chosen.stream().noneMatch(c -> c.option().equals(SO_RCVBUF));
    return asked.scheme() == Scheme.UDP && free
        ? Stream.of(new Choice<>(Optional.empty(), SO_RCVBUF, DATAGRAM_BUFFER))
        : Stream.empty();
  }

  private void requireShareable() {
    boolean off = recipe.options().value(real.scheme(), SO_REUSEPORT).equals(Optional.of(false));
    if (off && shards() > 1) {
      throw new StartException(
          asked, "SO_REUSEPORT=off with %d shards (expected: 1)".formatted(recipe.shards()));
    }
  }

  /** How many sockets the endpoint gets. */
  private int shards() {
    return asked.scheme().internet() ? recipe.shards() : 1;
  }

  Family family() {
    return site.family();
  }

  /** What was put on the sockets: what was chosen, and what Weir asks for without. */
  List<Choice<?>> choices() {
    return choices;
  }

  /** Binds all shards, and hands each over as soon as it is open, so that it can be closed. */
  void bind(Consumer<BoundShard> opened) {
    Endpoint endpoint = bind(real, 0, opened);
    for (int index = 1; index < shards(); index++) {
      bind(endpoint, index, opened);
    }
  }

  private Endpoint bind(Endpoint target, int index, Consumer<BoundShard> opened) {
    OpenSocket socket = open();
    try {
      bind(socket, target.port(), index == 0);
      Endpoint endpoint = socket.endpoint(target);
      opened.accept(new BoundShard(asked, endpoint, index, shards() == 1, socket));
      return endpoint;
    } catch (OptionRefusedException refused) {
      throw abandoned(socket, refused.line(), refused);
    } catch (IOException refused) {
      String why = Remedy.of(target, site.at(target.port()), refused);
      throw abandoned(socket, "cannot be bound: " + why, refused);
    }
  }

  private void bind(OpenSocket socket, int port, boolean first) throws IOException {
    if (asked.scheme() == Scheme.TCP) {
      socket.set(SO_REUSEADDR, true);
    }
    OptionApplication.set(early(first), socket);
    if (!first) {
      socket.set(SO_REUSEPORT, true);
    }
    socket.bind(site.at(port));
    OptionApplication.set(late(first), socket);
    if (!recipe.datagrams().groups().isEmpty()) {
      // The interfaces that groups name are the namespace's.
      Birth.of(asked, () -> join(socket));
    }
    if (first && shards() > 1) {
      socket.set(SO_REUSEPORT, true);
    }
  }

  private OpenSocket join(OpenSocket socket) throws IOException {
    for (MulticastGroup group : recipe.datagrams().groups()) {
      socket.join(group);
    }
    return socket;
  }

  private List<Choice<?>> early(boolean first) {
    return choices.stream().filter(c -> !first || !shares(c)).toList();
  }

  private List<Choice<?>> late(boolean first) {
    return choices.stream().filter(c -> first && shares(c)).toList();
  }

  /** Whether a choice would let a socket bind a port that another holds. */
  private boolean shares(Choice<?> choice) {
    boolean udp =
        real.scheme() == Scheme.UDP && !site.multicast() && recipe.datagrams().groups().isEmpty();
    return Stream.of(SO_REUSEPORT, SO_REUSEADDR)
        .filter(o -> o.equals(SO_REUSEPORT) || udp)
        .anyMatch(choice.option()::equals);
  }

  private OpenSocket open() {
    try {
      return switch (asked.scheme()) {
        case TCP, UDP ->
            Birth.of(asked, () -> transport.open(asked.scheme(), site.family(), asked.placement()));
        case UNIX, UNIXGRAM ->
            Birth.of(asked, () -> transport.openUnix(asked.scheme(), asked.placement()));
        case FD -> transport.adopt(Inherited.descriptor(asked), real.scheme());
      };
    } catch (IOException refused) {
      throw new StartException(asked, "cannot be opened: " + Remedy.of(real, refused), refused);
    }
  }

  private StartException abandoned(OpenSocket socket, String what, IOException cause) {
    try {
      socket.close();
    } catch (IOException alsoRefused) {
      cause.addSuppressed(alsoRefused);
    }
    return new StartException(asked, what, cause);
  }
}
