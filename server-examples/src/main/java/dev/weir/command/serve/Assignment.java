package dev.weir.command.serve;

import dev.weir.command.UsageException;
import dev.weir.command.config.CommandLineConfig;
import dev.weir.server.endpoint.Endpoint;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads what to serve where: {@code echo=tcp://:7,udp://:7} on the command line, or a bare name
 * with {@code --listen}.
 */
final class Assignment {

  private Assignment() {}

  /** Adds all assignments of a command line. */
  static void addAll(CommandLineConfig config, List<String> words, List<String> listen) {
    if (!listen.isEmpty() && words.size() != 1) {
      throw new UsageException("--listen: serves one name; write NAME=URI[,URI...] for several");
    }
    words.forEach(word -> add(config, word, listen));
  }

  private static void add(CommandLineConfig config, String word, List<String> listen) {
    int equals = word.indexOf('=');
    if (equals < 0 && listen.isEmpty()) {
      throw new UsageException(
          word + ": no endpoint (expected: --listen URI[,URI...] or " + word + "=URI[,URI...])");
    }
    if (equals >= 0 && !listen.isEmpty()) {
      throw new UsageException("--listen: " + word + " names its endpoints already");
    }
    Service service = Services.named(equals < 0 ? word : word.substring(0, equals));
    List<String> lists = equals < 0 ? listen : List.of(word.substring(equals + 1));
    config.serve(service.name(), lists.stream().flatMap(Assignment::endpoints).toList());
  }

  // An empty item is a mistake to hear about, so the limit keeps those at the end too.
  private static Stream<Endpoint> endpoints(String list) {
    return Stream.of(list.split(",", -1)).map(Assignment::endpoint);
  }

  private static Endpoint endpoint(String uri) {
    try {
      return Endpoint.parse(uri);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
  }
}
