package dev.weir.it.benchmark.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A client of iperf3 that runs, or ran.
 *
 * @param process it
 * @param output what it printed, once it has ended
 */
record Iperf3Client(Process process, CompletableFuture<String> output) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Iperf3Client start(List<String> words) throws IOException {
    Process process = Children.start(words, null);
    CompletableFuture<String> output = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> output.complete(read(process)));
    return new Iperf3Client(process, output);
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // It was stopped.
      return "";
    }
  }

  boolean ended() {
    return !process.isAlive();
  }

  /** Why it ended; empty while it runs. */
  String reason() {
    return ended() ? reason(output.join()) : "";
  }

  /** The error in a report. */
  static String reason(String report) {
    try {
      return MAPPER.readTree(report).path("error").asText("no error");
    } catch (JsonProcessingException e) {
      return "no report";
    }
  }
}
