package dev.weir.server;

import static dev.weir.server.option.OptionCatalogue.SO_REUSEADDR;
import static dev.weir.server.option.OptionCatalogue.SO_REUSEPORT;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Lookup;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionApplication;
import dev.weir.server.option.OptionRefusedException;
import dev.weir.server.option.SocketOption;
import dev.weir.server.transport.Family;
import dev.weir.server.transport.OpenSocket;
import dev.weir.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Binds the sockets of one endpoint. The first is bound without SO_REUSEPORT, for UDP without
 * SO_REUSEADDR too, so that it fails where anything else holds the port; only then does it allow
 * the other shards beside it.
 */
final class Binder {
  private final Recipe recipe;
  private final Transport transport;
  private final Endpoint asked;
  private final InetSocketAddress address;
  private final Family family;
  private final List<Choice<?>> choices;

  Binder(Recipe recipe, Transport transport, Endpoint asked) {
    this.recipe = recipe;
    this.transport = transport;
    this.asked = asked;
    this.address = lookUp(asked);
    this.family = Family.of(asked, address);
    List<Choice<?>> chosen = recipe.options().of(recipe.scheme());
    OptionFit.requireAtServer(chosen, asked, family);
    this.choices = chosen.stream().filter(c -> onSocket(c.option())).toList();
    requireShareable();
  }

  private boolean onSocket(SocketOption<?> option) {
    return recipe.scheme() == Scheme.UDP || transport.onListener(option);
  }

  private static InetSocketAddress lookUp(Endpoint endpoint) {
    try {
      return Lookup.addresses(endpoint).getFirst();
    } catch (UnknownHostException unknown) {
      throw new StartException(
          endpoint,
          "host: %s (expected: a known name); correct it".formatted(endpoint.host()),
          unknown);
    }
  }

  private void requireShareable() {
    boolean off = recipe.options().value(recipe.scheme(), SO_REUSEPORT).equals(Optional.of(false));
    if (off && recipe.shards() > 1) {
      throw new StartException(
          asked, "SO_REUSEPORT=off with %d shards (expected: 1)".formatted(recipe.shards()));
    }
  }

  Family family() {
    return family;
  }

  /** The choices that were put on the sockets. */
  List<Choice<?>> choices() {
    return choices;
  }

  /** Binds all shards, and hands each over as soon as it is open, so that it can be closed. */
  void bind(Consumer<BoundShard> opened) {
    Endpoint endpoint = bind(asked, 0, opened);
    for (int index = 1; index < recipe.shards(); index++) {
      bind(endpoint, index, opened);
    }
  }

  private Endpoint bind(Endpoint target, int index, Consumer<BoundShard> opened) {
    OpenSocket socket = open();
    BoundShard shard = new BoundShard(asked, target, index, socket);
    try {
      bind(shard);
      Endpoint endpoint = target.withPort(socket.localAddress().getPort());
      opened.accept(new BoundShard(asked, endpoint, index, socket));
      return endpoint;
    } catch (OptionRefusedException refused) {
      throw abandoned(shard, refused.line(), refused);
    } catch (IOException refused) {
      throw abandoned(shard, "cannot be bound: " + Remedy.of(refused), refused);
    }
  }

  private void bind(BoundShard shard) throws IOException {
    OpenSocket socket = shard.socket();
    boolean alone = shard.index() == 0;
    if (recipe.scheme() == Scheme.TCP) {
      socket.set(SO_REUSEADDR, true);
    }
    OptionApplication.set(early(alone), socket);
    if (!alone) {
      socket.set(SO_REUSEPORT, true);
    }
    socket.bind(new InetSocketAddress(address.getAddress(), shard.endpoint().port()));
    OptionApplication.set(late(alone), socket);
    if (alone && recipe.shards() > 1) {
      socket.set(SO_REUSEPORT, true);
    }
  }

  private List<Choice<?>> early(boolean alone) {
    return choices.stream().filter(c -> !alone || !shares(c)).toList();
  }

  private List<Choice<?>> late(boolean alone) {
    return choices.stream().filter(c -> alone && shares(c)).toList();
  }

  /** Whether a choice would let a socket bind a port that another holds. */
  private boolean shares(Choice<?> choice) {
    boolean multicast = address.getAddress().isMulticastAddress();
    return Stream.of(SO_REUSEPORT, SO_REUSEADDR)
        .filter(o -> o.equals(SO_REUSEPORT) || (recipe.scheme() == Scheme.UDP && !multicast))
        .anyMatch(choice.option()::equals);
  }

  private OpenSocket open() {
    try {
      return transport.open(recipe.scheme(), family);
    } catch (IOException refused) {
      throw new StartException(asked, "cannot be opened: " + Remedy.of(refused), refused);
    }
  }

  private StartException abandoned(BoundShard shard, String what, IOException cause) {
    try {
      shard.socket().close();
    } catch (IOException alsoRefused) {
      cause.addSuppressed(alsoRefused);
    }
    return new StartException(asked, what, cause);
  }
}
