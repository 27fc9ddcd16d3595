package dev.weir.it.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.keyvalue.KeyValueServer;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsTool({"redis-cli", "redis-benchmark", "ncat"})
final class KeyValueIT {

  private static final long STORE_BYTES = 8 << 20;

  private final Server server =
      TcpServer.on("tcp://127.0.0.1:0").pipeline(new KeyValueServer(STORE_BYTES)::pipeline).start();
  private final String port = Integer.toString(server.endpoint().port());

  @AfterEach
  void close() {
    server.close();
  }

  private String cli(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--no-raw", "-p", port));
    command.addAll(List.of(words));
    return Tool.run(command.toArray(String[]::new)).strip();
  }

  /** Commands a line, answers as redis-cli shows them, joined by a space. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PING; PING hi; ECHO there | PONG \"hi\" \"there\"",
        "GET a; SET a 1; GET a; EXISTS a a b; DEL a b; GET a | (nil) OK \"1\" (integer) 2 (integer) 1 (nil)",
        "SET a 1 XX; SET a 1 NX; SET a 2 NX; SET a 3 XX; GET a | (nil) OK (nil) OK \"3\"",
        "INCR n; INCR n; SET n x; INCR n | (integer) 1 (integer) 2 OK (error) ERR value is not an integer or out of range",
        "SET n 9223372036854775807; INCR n | OK (error) ERR increment or decrement would overflow",
        "SET a 1 EX 100; TTL a; SET a 1; TTL a; TTL b | OK (integer) 100 OK (integer) -1 (integer) -2",
        "SET a 1; EXPIRE a 50; TTL a; EXPIRE a 0; GET a; EXPIRE a 1 | OK (integer) 1 (integer) 50 (integer) 1 (nil) (integer) 0",
        "SET a 1 EX 0 | (error) ERR invalid expire time in 'set' command",
        "SET a 1 EX 9223372036854775807 | (error) ERR invalid expire time in 'set' command",
        "SET a 1 NX XX; SET a 1 NX FOO; SET a 1 EX | (error) ERR syntax error (error) ERR syntax error (error) ERR syntax error",
        "MSET a 1 b 2; MGET a b c | OK 1) \"1\" 2) \"2\" 3) (nil)",
        "MSET a 1 b | (error) ERR wrong number of arguments for 'mset' command",
        "MSET ab 1; KEYS a?; KEYS *b; KEYS b* | OK 1) \"ab\" 1) \"ab\" (empty array)",
        "GET; FOO bar | (error) ERR wrong number of arguments for 'get' command (error) ERR unknown command 'FOO'",
        "SELECT 0; SELECT 1 | OK (error) ERR DB index is out of range",
        "CONFIG GET maxmemory; CONFIG SET save x | 1) \"maxmemory\" 2) \"8388608\" (error) ERR unknown subcommand 'SET'",
        "COMMAND COUNT; CLIENT ID | (integer) 19 (error) ERR unknown subcommand 'ID'",
      })
  void answersRedisCli(String commands, String answers) throws Exception {
    String shown =
        Tool.feed(commands.replace("; ", "\n") + "\n", "redis-cli", "--no-raw", "-p", port);
    assertThat(shown.strip().replaceAll("\\s+", " ")).isEqualTo(answers);
  }

  @Test
  void describesItsCommands() throws Exception {
    assertThat(Tool.run("redis-cli", "-p", port, "COMMAND")).contains("mset\n-3\n\n1\n-1\n2\n");
  }

  @Test
  void forgetsWhatHasExpired() throws Exception {
    assertThat(cli("SET", "a", "1", "PX", "50")).isEqualTo("OK");
    await().until(() -> cli("GET", "a").equals("(nil)"));
    assertThat(cli("KEYS", "*")).isEqualTo("(empty array)");
  }

  @Test
  void keepsAnyBytes() throws Exception {
    byte[] value = new byte[300_000];
    new java.util.Random(7).nextBytes(value);
    assertThat(Tool.feed(value, "redis-cli", "-p", port, "-x", "SET", "binary")).startsWith("OK");
    try (Socket socket = connect()) {
      send(socket, "GET binary\r\n");
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes("$300000\r\n".length())).isEqualTo("$300000\r\n".getBytes(UTF_8));
      assertThat(in.readNBytes(value.length)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "64"})
  void servesRedisBenchmark(String pipelined) throws Exception {
    String printed =
        Tool.run(
            "redis-benchmark",
            "-p",
            port,
            "-t",
            "ping,set,get,incr,mset",
            "-n",
            "5000",
            "-c",
            "20",
            "-r",
            "1000",
            "-P",
            pipelined,
            "--csv");
    assertThat(printed)
        .contains("\"PING_INLINE\"", "\"PING_MBULK\"", "\"SET\"", "\"GET\"", "\"INCR\"", "\"MSET")
        .doesNotContain("WARNING", "rror");
    assertThat(server.counters().errors()).isZero();
  }

  @Test
  void answersAllOfAPipelineThoughTheClientHasEndedItsSide() throws Exception {
    StringBuilder commands = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      commands.append("INCR n\r\n");
    }
    String answers = Tool.feed(commands.toString(), "ncat", "127.0.0.1", port);
    assertThat(answers.lines()).hasSize(20_000).last().isEqualTo(":20000");
  }

  @Test
  void takesACommandByteByByte() throws Exception {
    try (Socket socket = connect()) {
      socket.setTcpNoDelay(true);
      for (byte one : "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$0\r\n\r\nGET a\r\nQUIT\r\n".getBytes(UTF_8)) {
        socket.getOutputStream().write(one);
      }
      assertThat(all(socket)).isEqualTo("+OK\r\n$0\r\n\r\n+OK\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*3,$3,SET,$1,a,$99999999, | ERR Protocol error: invalid bulk length",
        "*9999, | ERR Protocol error: invalid multibulk length",
        "*2,$-1, | ERR Protocol error: expected",
        "*1,*1,$4,PING, | ERR Protocol error: expected",
        "$4,PING, | ERR Protocol error: expected",
        "*x, | ERR Protocol error",
        "*1,$4,PINGPING, | ERR Protocol error",
      })
  void tellsWhoeverBreaksTheProtocolAndCloses(String sent, String error) throws Exception {
    try (Socket socket = connect()) {
      send(socket, "PING\r\n" + sent.replace(",", "\r\n"));
      assertThat(all(socket)).startsWith("+PONG\r\n-" + error).endsWith("\r\n");
    }
  }

  @Test
  void refusesAKeyThatIsTooLongAndGoesOn() throws Exception {
    assertThat(cli("SET", "k".repeat(1025), "1"))
        .isEqualTo("(error) ERR key: 1025 bytes (expected: at most 1024)");
    assertThat(cli("SET", "k".repeat(1024), "1")).isEqualTo("OK");
  }

  @Test
  void refusesWhatDoesNotFitIntoItsMemory() throws Exception {
    byte[] value = new byte[1_000_000];
    for (int i = 0; i < 8; i++) {
      assertThat(Tool.feed(value, "redis-cli", "-p", port, "-x", "SET", "big" + i))
          .startsWith("OK");
    }
    assertThat(Tool.feed(value, "redis-cli", "-p", port, "-x", "SET", "big8")).startsWith("OOM");
    assertThat(cli("EXISTS", "big8")).isEqualTo("(integer) 0");
    assertThat(cli("DEL", "big0")).isEqualTo("(integer) 1");
    assertThat(Tool.feed(value, "redis-cli", "-p", port, "-x", "SET", "big8")).startsWith("OK");
  }

  @Test
  void givesBackTheMemoryOfWhatHasExpired() throws Exception {
    byte[] value = new byte[1_000_000];
    for (int i = 0; i < 8; i++) {
      String put = "SET big%d \"%s\" PX 1\n".formatted(i, "x".repeat(1_000_000));
      assertThat(Tool.feed(put, "redis-cli", "-p", port)).startsWith("OK");
    }
    assertThat(Tool.feed(value, "redis-cli", "-p", port, "-x", "SET", "other")).startsWith("OK");
  }

  @Test
  void answersASlowReaderWithoutHoldingMoreThanItsRequests() throws Exception {
    int requests = 300;
    byte[] value = new byte[1_000_000];
    Tool.feed(value, "redis-cli", "-p", port, "-x", "SET", "big");
    try (Socket socket = connect()) {
      send(socket, "GET big\r\n".repeat(requests));
      await().until(() -> server.counters().bytesOut() > value.length);
      assertThat(server.counters().active()).isEqualTo(1);
      long answer = "$1000000\r\n".length() + value.length + 2L;
      socket.getInputStream().skipNBytes(answer * requests);
      send(socket, "PING\r\nQUIT\r\n");
      assertThat(all(socket)).isEqualTo("+PONG\r\n+OK\r\n");
    }
  }

  @Test
  void forgetsAPeerThatGoesInTheMiddleOfACommand() throws Exception {
    try (Socket socket = connect()) {
      socket.setSoLinger(true, 0);
      send(socket, "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$100000\r\n" + "x".repeat(50_000));
      await().until(() -> server.counters().bytesIn() > 50_000);
    }
    await().until(() -> server.counters().active() == 0);
    assertThat(cli("EXISTS", "a")).isEqualTo("(integer) 0");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static String all(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
