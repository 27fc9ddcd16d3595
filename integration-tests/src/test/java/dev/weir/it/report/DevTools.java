package dev.weir.it.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A conversation with a browser in the DevTools protocol: calls, their answers, and events. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ANSWER_SECONDS = 30;

  private final StringBuilder partial = new StringBuilder();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private DevTools() {}

  static DevTools connect(URI address) {
    DevTools tools = new DevTools();
    tools.socket.complete(tools.client.newWebSocketBuilder().buildAsync(address, tools).join());
    return tools;
  }

  /** Calls a method of a session (of the browser itself where empty) and waits for its result. */
  JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    Map<String, ?> message =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    socket.join().sendText(text(message), true).join();
    JsonNode result = answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new IllegalStateException(method + ": " + result.path("error"));
    }
    return result.path("result");
  }

  /** The next event of this name in this session; ask before causing it. */
  CompletableFuture<JsonNode> next(String session, String method) {
    return awaited
        .computeIfAbsent(session + " " + method, _ -> new CompletableFuture<>())
        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** What events of this name in this session have said so far. */
  Stream<JsonNode> events(String session, String method) {
    return events.stream()
        .filter(event -> event.path("sessionId").asText().equals(session))
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.path("params"));
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received(tree(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    open.values().forEach(answer -> answer.completeExceptionally(error));
  }

  @Override
  public void close() {
    call("", "Browser.close", Map.of());
    client.shutdownNow();
  }

  private void received(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = open.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
      return;
    }
    events.add(message);
    String name = message.path("sessionId").asText() + " " + message.path("method").asText();
    CompletableFuture<JsonNode> waiting = awaited.remove(name);
    if (waiting != null) {
      waiting.complete(message.path("params"));
    }
  }

  private static String text(Object message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(message, e);
    }
  }
}
