package dev.weir.it.handlers;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.Limits;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A process of its own with an echo server: prints its port, then, for each line on its input, what
 * it holds; ends with its input.
 */
final class EchoProgram {
  private EchoProgram() {}

  public static void main(String[] arguments) throws IOException {
    EchoStyle style = EchoStyle.valueOf(arguments[0]);
    TcpServer recipe =
        TcpServer.on("tcp://127.0.0.1:0").limits(Limits.defaults().idle(Duration.ofMinutes(10)));
    try (Server server = style.on(recipe).start();
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(server.endpoint().port());
      while (questions.readLine() != null) {
        System.out.println(held(server).line());
      }
    }
  }

  private static Held held(Server server) throws IOException {
    return new Held(
        server.counters().active(),
        server.counters().errors(),
        entries("/proc/self/fd"),
        entries("/proc/self/task"),
        direct(),
        heap());
  }

  private static long entries(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(directory))) {
      return entries.count();
    }
  }

  private static long direct() {
    return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider known
        ? known.metric().usedDirectMemory()
        : -1;
  }

  /** What is left after a collection, so that it is the connections' own. */
  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
