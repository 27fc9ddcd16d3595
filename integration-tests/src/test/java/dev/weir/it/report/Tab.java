package dev.weir.it.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A tab of the browser, as a reader sees it and as a tester asks it. */
final class Tab {
  private static final String CHECKS = checks();

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    Stream.of("Page", "Runtime", "Log", "Network", "Accessibility")
        .forEach(domain -> call(domain + ".enable", Map.of()));
    call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
  }

  /** A screen of this many CSS pixels, as a phone's where it is narrow. */
  Tab screen(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    return this;
  }

  /** Screen or paper, light or dark. */
  Tab media(String medium, String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Shows a page and waits until it is loaded and drawn. */
  Tab show(URI page) {
    CompletableFuture<JsonNode> loaded = tools.next(session, "Page.loadEventFired");
    call("Page.navigate", Map.of("url", page.toString()));
    loaded.join();
    evaluate(CHECKS);
    evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    return this;
  }

  /** Runs one of the functions of checks.js, each of which lists what is wrong. */
  List<String> check(String name) {
    return texts(evaluate("checks." + name + "()"));
  }

  JsonNode evaluate(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Everything the console shows: errors, warnings and what the page wrote. */
  List<String> console() {
    return Stream.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
        .flatMap(event -> tools.events(session, event))
        .map(JsonNode::toString)
        .toList();
  }

  /** Every address asked for, the page's own first. */
  List<String> requests() {
    return tools
        .events(session, "Network.requestWillBeSent")
        .map(event -> event.path("request").path("url").asText())
        .toList();
  }

  /** What a screen reader is told, as lines of role and name. */
  List<String> accessible() {
    return StreamSupport.stream(
            call("Accessibility.getFullAXTree", Map.of()).path("nodes").spliterator(), false)
        .filter(node -> !node.path("ignored").asBoolean())
        .map(node -> node.at("/role/value").asText() + " " + node.at("/name/value").asText())
        .toList();
  }

  byte[] picture() {
    return bytes(
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)));
  }

  byte[] pdf() {
    return bytes(call("Page.printToPDF", Map.of("preferCSSPageSize", true)));
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  private static byte[] bytes(JsonNode result) {
    return Base64.getDecoder().decode(result.path("data").asText());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String checks() {
    try (InputStream in = Tab.class.getResourceAsStream("checks.js")) {
      if (in == null) {
        throw new IllegalStateException("checks.js: missing (expected: beside the tests)");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
