package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.Choice;
import dev.weir.server.option.OptionApplication;
import dev.weir.server.option.OptionRefusedException;
import dev.weir.server.option.OptionReport;
import dev.weir.server.transport.Family;
import dev.weir.server.transport.Transport;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of the options of one endpoint. Those that its connections alone carry are tried
 * before anybody can connect; those of the socket are read back once it listens, since the backlog
 * has no value before.
 */
final class EndpointOptions {
  private final BoundShard shard;
  private final List<Choice<?>> choices;
  private final List<OptionReport> tried;

  private EndpointOptions(BoundShard shard, List<Choice<?>> choices, List<OptionReport> tried) {
    this.shard = shard;
    this.choices = choices;
    this.tried = tried;
  }

  /** Tries what the connections will carry; the choices are those of the first shard's socket. */
  static EndpointOptions of(Recipe recipe, Transport transport, Binder binder, BoundShard shard) {
    Scheme scheme = shard.endpoint().scheme();
    List<Choice<?>> carried =
        Choices.of(recipe.options(), shard.endpoint()).stream()
            .filter(c -> !scheme.datagrams() && !transport.onListener(c.option(), scheme))
            .toList();
    try {
      return new EndpointOptions(
          shard, binder.choices(), tryOnConnection(transport, binder.family(), carried, shard));
    } catch (OptionRefusedException refused) {
      throw new StartException(shard.asked(), refused.line(), refused);
    } catch (IOException refused) {
      throw new StartException(shard.asked(), "cannot make connections: " + refused, refused);
    }
  }

  /** On a connection that is never made. */
  private static List<OptionReport> tryOnConnection(
      Transport transport, Family family, List<Choice<?>> choices, BoundShard shard)
      throws IOException {
    if (choices.isEmpty()) {
      return List.of();
    }
    Endpoint endpoint = shard.endpoint();
    Channel connection = transport.connecting(endpoint.scheme(), family, endpoint.placement());
    try {
      OptionApplication.set(choices, transport.options(connection));
      return OptionApplication.report(choices, transport.options(connection), endpoint.toString());
    } finally {
      connection.unsafe().closeForcibly();
    }
  }

  /** What is in effect, read from the listening socket. */
  Stream<OptionReport> report() {
    String endpoint = shard.endpoint().toString();
    try {
      return Stream.concat(
          OptionApplication.report(choices, shard.socket(), endpoint).stream(), tried.stream());
    } catch (OptionRefusedException refused) {
      throw new StartException(shard.asked(), refused.line(), refused);
    }
  }
}
