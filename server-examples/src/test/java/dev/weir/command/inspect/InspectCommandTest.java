package dev.weir.command.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.command.ExitCode;
import dev.weir.command.StopRequest;
import dev.weir.command.Terminal;
import dev.weir.command.Weir;
import dev.weir.command.text.GeneratedPage;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InspectCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void listsEveryOptionOfTheCatalogueForEverySocketItMeansSomethingTo() {
    assertThat(run("inspect", "options")).isZero();
    for (SocketOption<?> option : OptionCatalogue.all()) {
      long lines =
          out.toString(StandardCharsets.UTF_8)
              .lines()
              .filter(l -> l.startsWith(option.name() + " "))
              .count();
      assertThat(lines).as(option.name()).isEqualTo(option.scopes().size());
    }
  }

  @Test
  void tellsTheDefaultsThatTheKernelTellsElsewhere() throws Exception {
    JsonNode congestion = json("TCP_CONGESTION");
    assertThat(congestion.at("/here/0/default").asText())
        .isEqualTo(Files.readString(Path.of("/proc/sys/net/ipv4/tcp_congestion_control")).strip());
    JsonNode buffer = json("SO_RCVBUF");
    assertThat(buffer.at("/here/2/socket").asText()).isEqualTo("datagram");
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      // The JDK halves what the kernel reads back, as Weir does.
      assertThat(bytes(buffer.at("/here/2/default").asText()))
          .isEqualTo((long) channel.getOption(StandardSocketOptions.SO_RCVBUF));
    }
  }

  @Test
  void tellsWhoHoldsASocket() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "no socket tables: not Linux");
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      peer.getOutputStream().write(new byte[5]);
      assertThat(run("inspect", "sockets", "" + listener.getLocalPort(), "--json")).isZero();
      JsonNode sockets = new ObjectMapper().readTree(out.toByteArray());
      assertThat(sockets).hasSize(3);
      assertThat(sockets.at("/0/state").asText()).isEqualTo("LISTEN");
      assertThat(sockets.at("/0/pid").asLong()).isEqualTo(ProcessHandle.current().pid());
      assertThat(sockets.at("/0/queuedIn").asLong()).as("waits to be accepted").isEqualTo(1);
      assertThat(sockets.findValuesAsText("remote"))
          .contains("127.0.0.1:" + peer.getLocalPort(), "127.0.0.1:" + listener.getLocalPort());
      out.reset();
      assertThat(run("inspect", "sockets", "" + listener.getLocalPort())).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("LISTEN", "ESTABLISHED", "(pid " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void tellsWhatBoundsAServer() throws Exception {
    Path backlog = Path.of("/proc/sys/net/core/somaxconn");
    assumeTrue(Files.exists(backlog), "no somaxconn: not Linux");
    assertThat(run("inspect", "limits", "--json")).isZero();
    JsonNode limits = new ObjectMapper().readTree(out.toByteArray());
    assertThat(limits.findValuesAsText("name")).contains("nofile", "processors");
    long here = Long.parseLong(Files.readAllLines(backlog).getFirst());
    JsonNode queue =
        limits
            .valueStream()
            .filter(limit -> limit.path("name").asText().equals("net.core.somaxconn"))
            .findFirst()
            .orElseThrow();
    assertThat(queue.path("value").asText()).isEqualTo("" + here);
    assertThat(queue.path("suffices").asBoolean()).isEqualTo(here >= 4096);
    assertThat(queue.path("verdict").asText())
        .isEqualTo(here >= 4096 ? "ok" : "low (expected: from 4096)");
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThat(run("inspect", "sockets", "70000")).isEqualTo(ExitCode.USAGE);
    assertThat(run("inspect", "limits", "nofile")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "PORT: 70000 (expected: 1 to 65535)", "NAME: nofile (expected: none, for limits)");
  }

  @Test
  void tellsWhatMayBeSet() throws Exception {
    JsonNode nodelay = json("TCP_NODELAY");
    assertThat(nodelay.at("/here/0/settable").asBoolean()).isTrue();
    assertThat(nodelay.at("/here/0/default").asText()).isEqualTo("off");
    assertThat(nodelay.at("/here/0/errno").isMissingNode()).isTrue();
  }

  @Test
  void tellsTheBacklogThatAListenerGets() throws Exception {
    int most =
        Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/net/core/somaxconn")).getFirst());
    JsonNode backlog = json("BACKLOG");
    assertThat(backlog.at("/here/0/default").asInt()).isEqualTo(Math.min(4096, most));
    assertThat(backlog.at("/here/0/settable").asBoolean()).isTrue();
  }

  @Test
  void tellsWhatNeedsRightsAsTheKernelDoes() throws Exception {
    // CAP_NET_ADMIN is 12 and CAP_NET_RAW 13 in the mask of effective capabilities.
    String mask =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> line.substring("CapEff:".length()).strip())
            .findAny()
            .orElseThrow();
    boolean allowed = (Long.parseUnsignedLong(mask, 16) & (1 << 12 | 1 << 13)) != 0;
    JsonNode transparent = json("IP_TRANSPARENT");
    assertThat(transparent.at("/here/0/settable").asBoolean()).isEqualTo(allowed);
    assertThat(transparent.at("/here/0/errno").asText()).isEqualTo(allowed ? "" : "EPERM");
  }

  @Test
  void printsOneOptionInFull() {
    assertThat(run("inspect", "options", "SO_RCVBUF")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("SO_RCVBUF: ")
        .contains("bounded by", "net.core.rmem_max", "here, datagram", "trap");
  }

  @Test
  void refusesUnknownNamesAndTopics() {
    assertThat(run("inspect", "options", "TCP_NODELY")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("TCP_NODELY: no such option; did you mean TCP_NODELAY?");
    assertThat(run("inspect", "weather")).isEqualTo(2);
    assertThat(run("inspect")).isEqualTo(2);
  }

  @Test
  void leavesNoDescriptorBehind() {
    run("inspect", "options");
    long before = descriptors();
    run("inspect", "options");
    assertThat(descriptors()).isLessThanOrEqualTo(before);
  }

  @Test
  void theReferencePageIsUpToDate() throws Exception {
    GeneratedPage.requireUpToDate("options.md", OptionReference.page());
  }

  private static long descriptors() {
    String[] open = new java.io.File("/proc/self/fd").list();
    return open == null ? -1 : open.length;
  }

  private static long bytes(String text) {
    int shift = "kmg".indexOf(text.charAt(text.length() - 1)) + 1;
    return Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1)) << (10 * shift);
  }

  private JsonNode json(String option) throws Exception {
    out.reset();
    assertThat(run("inspect", "options", option, "--json")).isZero();
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).get(0);
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            new StopRequest());
    return Weir.run(arguments, terminal);
  }
}
