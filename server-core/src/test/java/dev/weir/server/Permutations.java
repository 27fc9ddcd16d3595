package dev.weir.server;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every transport with every scheme. */
final class Permutations {
  private static final AtomicInteger FILES = new AtomicInteger();

  private Permutations() {}

  /** With the Internet's schemes. */
  static Stream<Arguments> all() {
    return with(Scheme.TCP, Scheme.UDP);
  }

  /** With those that servers of streams have. */
  static Stream<Arguments> streams() {
    return with(Scheme.TCP, Scheme.UNIX);
  }

  private static Stream<Arguments> with(Scheme... schemes) {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(schemes).map(scheme -> arguments(kind, scheme)));
  }

  /** Without what Netty's NIO lacks: it ends a Unix connection with its peer's output. */
  static Stream<Arguments> halfClosing() {
    return streams().filter(way -> halfCloses((Kind) way.get()[0], (Scheme) way.get()[1]));
  }

  static boolean halfCloses(Kind kind, Scheme scheme) {
    return kind != Kind.NIO || scheme != Scheme.UNIX;
  }

  /** Where a server may listen: a free port of loopback, or a path that nobody has. */
  static String endpoint(Scheme scheme) {
    return scheme == Scheme.UNIX ? "unix://" + path() : scheme.text() + "://127.0.0.1:0";
  }

  /** A path that nobody has, short enough for a socket, gone with the process. */
  static Path path() {
    return Directory.PATH.resolve(FILES.incrementAndGet() + ".sock");
  }

  private static final class Directory {
    static final Path PATH = made();

    private static Path made() {
      try {
        Path directory = Files.createTempDirectory("weir");
        directory.toFile().deleteOnExit();
        return directory;
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }
  }
}
