package dev.weir.command.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.config.CommandLineConfig;
import dev.weir.command.config.ServeConfig;
import dev.weir.command.config.Settings;
import dev.weir.server.endpoint.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  @Test
  void aCollectorGetsTheMetersOfTheServers() throws Exception {
    try (ServerSocket collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> report = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> receive(collector, report));
      String url = "http://127.0.0.1:" + collector.getLocalPort() + "/v1/metrics";
      ServeConfig config = config(Optional.of(url));
      try (Meters meters = Meters.of(config.process())) {
        assertThat(meters.scraped()).isEmpty();
        // The servers' meters end with them: what they counted last must have left before.
        try (RunningServices running = RunningServices.start(config, meters.registry())) {
          assertThat(running.servers()).hasSize(1);
          meters.send();
        }
      }
      assertThat(report.get(20, TimeUnit.SECONDS))
          .startsWith("POST /v1/metrics HTTP/1.1\r\n")
          .containsIgnoringCase("content-type: application/x-protobuf")
          .contains("weir.bytes", "service.name", "echo");
    }
  }

  @Test
  void measuresNothingThatNobodyReads() {
    try (Meters meters = Meters.of(config(Optional.empty()).process())) {
      assertThat(meters.registry()).isEmpty();
    }
  }

  private static ServeConfig config(Optional<String> url) {
    CommandLineConfig line = new CommandLineConfig();
    line.serve("echo", List.of(Endpoint.parse("tcp://127.0.0.1:0")));
    line.process(Settings.OTLP_URL, url);
    return line.build(Services.handlers());
  }

  private static void receive(ServerSocket collector, CompletableFuture<String> report) {
    try (Socket socket = collector.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.read());
      }
      Matcher length = LENGTH.matcher(request);
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      request.append(new String(in.readNBytes(bytes), ISO_8859_1));
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
      report.complete(request.toString());
    } catch (IOException failed) {
      report.completeExceptionally(failed);
    }
  }
}
