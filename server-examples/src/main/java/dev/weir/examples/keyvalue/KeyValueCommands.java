package dev.weir.examples.keyvalue;

import static dev.weir.examples.keyvalue.KeyValueReplies.OK;
import static dev.weir.examples.keyvalue.KeyValueReplies.array;
import static dev.weir.examples.keyvalue.KeyValueReplies.bulk;
import static dev.weir.examples.keyvalue.KeyValueReplies.integer;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.weir.examples.keyvalue.KeyValueRequests.Request;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.handler.codec.redis.SimpleStringRedisMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The commands of the key-value server, as a table. */
final class KeyValueCommands {

  private final KeyValueStore store;
  private final Map<String, Command> table;

  /**
   * A row.
   *
   * @param arity words with the name; where more may follow, negative
   * @param firstKey which word is the first key; 0 for none
   * @param lastKey which word is the last; -1 for the last word
   * @param keyStep from a key to the next
   */
  private record Command(
      String name,
      int arity,
      int firstKey,
      int lastKey,
      int keyStep,
      Function<Request, RedisMessage> action) {

    boolean takes(int words) {
      return arity < 0 ? words >= -arity : words == arity;
    }

    /** As Redis's COMMAND describes it. */
    RedisMessage description() {
      return array(
          List.of(
              bulk(name.toLowerCase(Locale.ROOT)),
              integer(arity),
              array(List.of()),
              integer(firstKey),
              integer(lastKey),
              integer(keyStep)));
    }
  }

  KeyValueCommands(KeyValueStore store) {
    this.store = store;
    this.table =
        Stream.concat(data(new KeyValueActions(store)), connection())
            .collect(toMap(Command::name, identity()));
  }

  private static Stream<Command> data(KeyValueActions actions) {
    return Stream.of(
        new Command("GET", 2, 1, 1, 1, actions::get),
        new Command("SET", -3, 1, 1, 1, actions::set),
        new Command("MGET", -2, 1, -1, 1, actions::getMany),
        new Command("MSET", -3, 1, -1, 2, actions::setMany),
        new Command("DEL", -2, 1, -1, 1, actions::delete),
        new Command("EXISTS", -2, 1, -1, 1, actions::exists),
        new Command("INCR", 2, 1, 1, 1, actions::increment),
        new Command("EXPIRE", 3, 1, 1, 1, actions::expire),
        new Command("TTL", 2, 1, 1, 1, request -> actions.life(request, 1000)),
        new Command("PTTL", 2, 1, 1, 1, request -> actions.life(request, 1)),
        new Command("KEYS", 2, 0, 0, 0, actions::list),
        new Command("DBSIZE", 1, 0, 0, 0, request -> actions.count()));
  }

  private Stream<Command> connection() {
    return Stream.of(
        new Command("PING", -1, 0, 0, 0, KeyValueCommands::ping),
        new Command("ECHO", 2, 0, 0, 0, request -> bulk(request.words().get(1))),
        new Command("SELECT", 2, 0, 0, 0, KeyValueCommands::select),
        new Command("QUIT", -1, 0, 0, 0, request -> OK),
        new Command("COMMAND", -1, 0, 0, 0, this::describe),
        new Command("CONFIG", -2, 0, 0, 0, this::configuration),
        new Command("CLIENT", -2, 0, 0, 0, KeyValueCommands::unknownSubcommand));
  }

  /** Runs a request; whatever is wrong with it, there is an answer. */
  RedisMessage answer(Request request) {
    Command command = table.get(request.name());
    try {
      return command == null ? unknown(request) : run(command, request);
    } catch (KeyValueError refused) {
      return KeyValueReplies.error(String.valueOf(refused.getMessage()));
    }
  }

  private static RedisMessage run(Command command, Request request) {
    if (!command.takes(request.words().size())) {
      throw new KeyValueError(
          "ERR wrong number of arguments for '%s' command"
              .formatted(command.name().toLowerCase(Locale.ROOT)));
    }
    return command.action().apply(request);
  }

  private static RedisMessage unknown(Request request) {
    throw new KeyValueError("ERR unknown command '" + beginning(request.text(0)) + "'");
  }

  private static RedisMessage unknownSubcommand(Request request) {
    throw new KeyValueError("ERR unknown subcommand '" + beginning(request.text(1)) + "'");
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), 64));
  }

  private static RedisMessage ping(Request request) {
    return switch (request.words().size()) {
      case 1 -> new SimpleStringRedisMessage("PONG");
      case 2 -> bulk(request.words().get(1));
      default -> throw new KeyValueError("ERR wrong number of arguments for 'ping' command");
    };
  }

  private static RedisMessage select(Request request) {
    if (SetOptions.number(request.text(1)) != 0) {
      throw new KeyValueError("ERR DB index is out of range");
    }
    return OK;
  }

  private RedisMessage describe(Request request) {
    if (request.words().size() == 1) {
      return array(table.values().stream().map(Command::description).toList());
    }
    return request.text(1).equalsIgnoreCase("COUNT")
        ? integer(table.size())
        : unknownSubcommand(request);
  }

  /** What a client may want to know of a configuration that cannot be changed. */
  private RedisMessage configuration(Request request) {
    if (!request.text(1).equalsIgnoreCase("GET") || request.words().size() != 3) {
      return unknownSubcommand(request);
    }
    GlobPattern wanted = new GlobPattern(request.text(2).toLowerCase(Locale.ROOT));
    return array(
        Map.of("save", "", "appendonly", "no", "maxmemory", Long.toString(store.capacity()))
            .entrySet()
            .stream()
            .filter(setting -> wanted.matches(setting.getKey()))
            .flatMap(setting -> Stream.of(bulk(setting.getKey()), bulk(setting.getValue())))
            .toList());
  }
}
