package dev.weir.command.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.command.text.GeneratedPage;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Count;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
  private final PrometheusMeterRegistry registry = AdminServer.registry();
  private final List<Socket> peers = new ArrayList<>();
  private final Target target = new Target();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Server server;
  private AdminServer admin;

  /** Echoes; a message that begins with {@code !} keeps the loop busy until the test lets go. */
  private final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
      if (((ByteBuf) message).getByte(0) == '!') {
        ReferenceCountUtil.release(message);
        blocked.countDown();
        release.await();
      } else {
        ctx.writeAndFlush(message);
      }
    }
  }

  private final class Target implements AdminTarget {
    private volatile boolean draining;
    private volatile Optional<Duration> deadline = Optional.empty();

    @Override
    public List<AdminSubject> servers() {
      return List.of(new AdminSubject("first", "echo", server));
    }

    @Override
    public boolean draining() {
      return draining;
    }

    @Override
    public void drain(Optional<Duration> until) {
      draining = true;
      deadline = until;
    }
  }

  @BeforeEach
  void start() {
    server =
        TcpServer.on("tcp://127.0.0.1:0")
            .name("first")
            .options("SO_RCVBUF=1g")
            .metrics(registry)
            .pipeline(pipeline -> pipeline.last("echo", Echo::new))
            .start();
    admin = AdminServer.start(Endpoint.parse("tcp://127.0.0.1:0"), false, target, registry);
  }

  @AfterEach
  void stop() throws IOException {
    release.countDown();
    for (Socket peer : peers) {
      peer.close();
    }
    admin.close();
    server.close();
    registry.close();
  }

  @Test
  void aScrapeTellsWhatTheServerDid() throws Exception {
    for (int i = 0; i < 3; i++) {
      echo(1000);
    }
    peers.removeFirst().close();
    await().untilAsserted(() -> assertThat(server.counters().active()).isEqualTo(2));
    String response = RawHttp.get(admin.endpoint(), "/metrics");
    assertThat(response)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-type: text/plain; version=0.0.4");
    assertThat(sample(response, "weir_connections_accepted_total", "")).isEqualTo(3);
    assertThat(sample(response, "weir_connections_active", "")).isEqualTo(2);
    assertThat(sample(response, "weir_bytes_total", "direction=\"in\"")).isEqualTo(3000);
    assertThat(sample(response, "weir_bytes_total", "direction=\"out\"")).isEqualTo(3000);
    assertThat(response).doesNotContain("\"" + peers.getFirst().getLocalPort() + "\"");
  }

  @Test
  void speaksOpenMetricsToWhoeverAcceptsIt() throws Exception {
    String request =
        "GET /metrics HTTP/1.1\r\nHost: [::1]:1\r\nAccept: application/openmetrics-text;version=1.0.0\r\n\r\n";
    assertThat(RawHttp.exchange(admin.endpoint(), request))
        .contains("openmetrics-text")
        .endsWith("# EOF\n");
  }

  @Test
  void listsServersWithWhatIsInEffect() throws Exception {
    echo(10);
    JsonNode first = json("/servers").at("/servers/0");
    assertThat(first.at("/name").asText()).isEqualTo("first");
    assertThat(first.at("/handler").asText()).isEqualTo("echo");
    assertThat(first.at("/state").asText()).isEqualTo("running");
    assertThat(first.at("/endpoints/0").asText()).isEqualTo(server.endpoint().toString());
    assertThat(first.at("/options/0/asked").asText()).isEqualTo("1g");
    assertThat(first.at("/options/0/note").asText()).contains("net.core.rmem_max");
    assertThat(first.at("/counters/bytes_in").asLong())
        .isEqualTo(server.counters().get(Count.BYTES_IN));
    assertThat(json("/servers?server=other").at("/servers")).isEmpty();
  }

  @Test
  void listsConnectionsFilteredAndBounded() throws Exception {
    for (int i = 0; i < 5; i++) {
      echo(10 + i);
    }
    JsonNode all = json("/connections");
    assertThat(all.at("/open").asInt()).isEqualTo(5);
    assertThat(all.at("/connections")).hasSize(5);
    List<String> remotes = all.at("/connections").findValuesAsText("remote");
    assertThat(remotes)
        .containsExactlyInAnyOrderElementsOf(peers.stream().map(AdminServerTest::local).toList());
    assertThat(all.at("/connections").findValuesAsText("bytesIn"))
        .containsExactlyInAnyOrder("10", "11", "12", "13", "14");
    JsonNode few = json("/connections?limit=2&peer=127.0.0.1&server=first");
    assertThat(few.at("/matching").asInt()).isEqualTo(5);
    assertThat(few.at("/connections")).hasSize(2);
    assertThat(json("/connections?peer=192.0.2.1").at("/matching").asInt()).isZero();
    assertThat(json("/connections?olderThan=1h").at("/matching").asInt()).isZero();
    assertThat(json("/connections?server=other").at("/matching").asInt()).isZero();
  }

  @Test
  void refusesParametersThatItDoesNotKnowOrThatAreOutOfRange() throws Exception {
    for (String wrong :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=x",
            "limit=1&limit=2",
            "lmit=1",
            "olderThan=soon",
            "%zz=1",
            "a=".repeat(50))) {
      String response = RawHttp.get(admin.endpoint(), "/connections?" + wrong);
      assertThat(RawHttp.status(response)).as(wrong).isEqualTo(400);
    }
    assertThat(RawHttp.get(admin.endpoint(), "/connections?limit=0"))
        .endsWith("limit: 0 (expected: a whole number from 1 to 1000)\n");
  }

  @Test
  void isReadyUntilItDrains() throws Exception {
    assertThat(RawHttp.status(RawHttp.get(admin.endpoint(), "/ready"))).isEqualTo(200);
    assertThat(RawHttp.status(RawHttp.get(admin.endpoint(), "/drain"))).isEqualTo(405);
    assertThat(target.draining).isFalse();
    assertThat(RawHttp.status(RawHttp.post(admin.endpoint(), "/drain?deadline=7s"))).isEqualTo(202);
    assertThat(target.deadline).contains(Duration.ofSeconds(7));
    assertThat(RawHttp.status(RawHttp.get(admin.endpoint(), "/ready"))).isEqualTo(503);
    assertThat(RawHttp.status(RawHttp.get(admin.endpoint(), "/health"))).isEqualTo(200);
  }

  @Test
  void isUnhealthyWhenAServerIsGoneThatNobodyDrained() throws Exception {
    assertThat(RawHttp.status(RawHttp.get(admin.endpoint(), "/health"))).isEqualTo(200);
    server.close();
    String response = RawHttp.get(admin.endpoint(), "/health");
    assertThat(RawHttp.status(response)).isEqualTo(503);
    assertThat(response).endsWith("closed: first\n");
  }

  @Test
  void answersWhileTheLoopsOfTheServersAreBusy() throws Exception {
    Socket peer = connect();
    peer.getOutputStream().write('!');
    blocked.await();
    assertThat(RawHttp.status(RawHttp.get(admin.endpoint(), "/metrics"))).isEqualTo(200);
    assertThat(json("/connections").at("/open").asInt()).isEqualTo(1);
  }

  @Test
  void boundsWhatARequestMayBe() throws Exception {
    assertStatus(414, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n");
    assertStatus(431, "GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");
    assertStatus(431, "GET / HTTP/1.1\r\n" + "X: 1\r\n".repeat(5000) + "\r\n");
    assertStatus(400, "\u0016\u0003\u0001 a TLS hello\r\n\r\n");
    assertStatus(400, "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n");
    assertStatus(404, "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertStatus(405, "DELETE /metrics HTTP/1.1\r\n\r\n");
    assertStatus(
        202, "POST /drain HTTP/1.1\r\nContent-Length: 900000\r\n\r\n" + "b".repeat(900_000));
  }

  @Test
  void answersOneRequestAConnectionHoweverManyAreSent() throws Exception {
    String response =
        RawHttp.exchange(admin.endpoint(), "GET /health HTTP/1.1\r\n\r\n".repeat(2000));
    assertThat(response.split("HTTP/1.1 200", -1)).hasSize(2);
    assertThat(response).contains("connection: close");
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    String response = RawHttp.exchange(admin.endpoint(), "HEAD /metrics HTTP/1.1\r\n\r\n");
    assertThat(response).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
  }

  @Test
  void refusesWebPages() throws Exception {
    assertStatus(
        403, "POST /drain HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\n\r\n");
    assertStatus(403, "GET /connections HTTP/1.1\r\nHost: rebound.example:9464\r\n\r\n");
    assertThat(target.draining).isFalse();
  }

  @Test
  void listsItsPages() throws Exception {
    assertThat(RawHttp.get(admin.endpoint(), "/"))
        .startsWith("HTTP/1.1 200")
        .contains("/metrics", "/connections", "POST /drain");
    assertThat(RawHttp.get(admin.endpoint(), "/nothing"))
        .startsWith("HTTP/1.1 404")
        .contains("/metrics");
  }

  @Test
  void theReferencePageIsUpToDate() throws Exception {
    GeneratedPage.requireUpToDate("admin.md", AdminReference.page());
  }

  @Test
  void silenceIsNotWaitedForLong() throws Exception {
    Socket silent = RawHttp.connect(admin.endpoint());
    peers.add(silent);
    silent.setSoTimeout(20_000);
    silent.getOutputStream().write("GET /metrics HTT".getBytes(StandardCharsets.US_ASCII));
    assertThat(silent.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void keepsToLoopback() {
    assertThatThrownBy(() -> AdminServer.start(Endpoint.parse("tcp://:0"), false, target, registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--admin-open");
    AdminServer.start(Endpoint.parse("tcp://:0"), true, target, registry).close();
  }

  @Test
  void holdsFewConnections() throws Exception {
    for (int i = 0; i < 40; i++) {
      peers.add(RawHttp.connect(admin.endpoint()));
    }
    assertThat(peers.subList(32, 40)).allSatisfy(peer -> assertThat(ended(peer)).isTrue());
    for (Socket peer : peers.subList(0, 32)) {
      peer.getOutputStream()
          .write("GET /health HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(peer.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private void assertStatus(int expected, String request) throws IOException {
    assertThat(RawHttp.status(RawHttp.exchange(admin.endpoint(), request))).isEqualTo(expected);
  }

  private JsonNode json(String target) throws IOException {
    String response = RawHttp.get(admin.endpoint(), target);
    assertThat(response).startsWith("HTTP/1.1 200");
    return new ObjectMapper().readTree(RawHttp.body(response));
  }

  private Socket connect() throws IOException {
    Socket socket = RawHttp.connect(server.endpoint());
    peers.add(socket);
    return socket;
  }

  private void echo(int bytes) throws IOException {
    Socket socket = connect();
    OutputStream out = socket.getOutputStream();
    out.write("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
  }

  private static String local(Socket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private static double sample(String response, String name, String tag) {
    Pattern line = Pattern.compile("^" + name + "\\{([^}]*)} (\\S+)$", Pattern.MULTILINE);
    double sum = 0;
    boolean found = false;
    for (Matcher matcher = line.matcher(response); matcher.find(); ) {
      if (matcher.group(1).contains(tag)) {
        found = true;
        sum += Double.parseDouble(matcher.group(2));
      }
    }
    assertThat(found).as(name).isTrue();
    return sum;
  }
}
