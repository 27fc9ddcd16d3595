package dev.weir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.bandwidth.iperf3.Iperf3Server;
import dev.weir.bandwidth.iperf3.RunningIperf3Server;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md shows is compiled and run, on ports that are free here. */
final class ReadmeIT {

  private static final List<String> TOOLS = List.of("iperf3", "socat", "ss");

  @TempDir private Path directory;

  @Test
  void theProtocolAuthorsServerShouts() throws Exception {
    CodeBlock block = CodeBlock.in("java").getFirst().onFreePorts();
    Thread server = runMain(JavaExample.compiled(block, directory, "Example"));
    try {
      assertThat(answer(block.ports().getFirst(), "hello\n")).isEqualTo("HELLO\n");
    } finally {
      server.interrupt();
      server.join(TimeUnit.SECONDS.toMillis(30));
    }
    assertThat(server.isAlive()).as("still serving").isFalse();
  }

  @Test
  void theTestOfAHandlerPasses() throws Exception {
    CodeBlock block = CodeBlock.in("java").get(1);
    Class<?> tests = JavaExample.compiled(block, directory, "ShoutTest");
    List<Method> methods =
        Stream.of(tests.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .toList();
    assertThat(methods).hasSize(2);
    for (Method method : methods) {
      var constructor = tests.getDeclaredConstructor();
      constructor.setAccessible(true);
      method.setAccessible(true);
      method.invoke(constructor.newInstance());
    }
  }

  @Test
  void theNetworkEngineersClientMeasures() throws Exception {
    CodeBlock block = CodeBlock.in("java").get(2).onFreePorts();
    Class<?> example = JavaExample.compiled(block, directory, "Example");
    String endpoint = "tcp://127.0.0.1:" + block.ports().getFirst();
    try (RunningIperf3Server server = Iperf3Server.on(endpoint).start()) {
      Thread client = runMain(example);
      client.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(client.isAlive()).as("still measuring").isFalse();
      assertThat(server.counters().bytesOut()).isGreaterThan(1_000_000);
    }
  }

  static List<CodeBlock> commands() throws IOException {
    return CodeBlock.in("bash");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsDoWhatTheySay(CodeBlock block) throws Exception {
    TOOLS.forEach(
        tool -> assumeTrue(onPath(tool), "no " + tool + " on the PATH: run docker/setup"));
    Path output = directory.resolve("output");
    Process shell =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", block.onFreePorts().text())
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = shell.waitFor(60, TimeUnit.SECONDS);
    shell.descendants().forEach(ProcessHandle::destroy);
    shell.destroy();
    String printed = Files.readString(output);
    assertThat(ended).as("ended by itself: " + printed).isTrue();
    assertThat(shell.exitValue()).as(printed).isZero();
    assertThat(printed.lines()).containsAll(block.promises());
  }

  private static Thread runMain(Class<?> example) throws Exception {
    Method main = example.getDeclaredMethod("main");
    main.setAccessible(true);
    var constructor = example.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    return Thread.ofPlatform().start(() -> invoke(main, instance));
  }

  private static void invoke(Method main, Object instance) {
    try {
      main.invoke(instance);
    } catch (ReflectiveOperationException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String answer(int port, String question) throws IOException {
    try (Socket socket = connected(port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
      InputStream answer = socket.getInputStream();
      return new String(answer.readNBytes(question.length()), StandardCharsets.UTF_8);
    }
  }

  private static Socket connected(int port) {
    return Awaitility.await("a listener on port " + port)
        .ignoreExceptionsInstanceOf(ConnectException.class)
        .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), Socket::isConnected);
  }

  private static boolean onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }
}
