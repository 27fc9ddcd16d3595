package dev.weir.it.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless browser of its own, with a profile of its own below target. */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  private static final String LISTENING = "DevTools listening on ";
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 10;

  private final Path profile;
  private final Process process;
  private final DevTools tools;

  private Chromium(Path profile, Process process, DevTools tools) {
    this.profile = profile;
    this.process = process;
    this.tools = tools;
  }

  static Optional<Path> executable() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start() throws Exception {
    Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-");
    Process process =
        new ProcessBuilder(command(profile))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      return new Chromium(profile, process, DevTools.connect(address(process)));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** A new tab that shares nothing with any other. */
  Tab tab() {
    JsonNode context = tools.call("", "Target.createBrowserContext", Map.of());
    JsonNode target =
        tools.call(
            "",
            "Target.createTarget",
            Map.of(
                "url",
                "about:blank",
                "browserContextId",
                context.path("browserContextId").asText()));
    JsonNode session =
        tools.call(
            "",
            "Target.attachToTarget",
            Map.of("targetId", target.path("targetId").asText(), "flatten", true));
    return new Tab(tools, session.path("sessionId").asText());
  }

  /** Ends the browser, waits for it and removes its profile. */
  void stop() throws Exception {
    tools.close();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    delete(profile);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<String> command(Path profile) {
    List<String> command = new ArrayList<>();
    command.add(executable().orElseThrow().toString());
    command.addAll(
        List.of(
            "--headless=new",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            // The sandbox refuses to run as root and in most containers; the pages are our own.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            // The browser's own requests to the outside.
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            "about:blank"));
    return command;
  }

  private static URI address(Process process) throws Exception {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread.ofVirtual().name("chromium-messages").start(() -> read(process, address));
    return address.get(START_SECONDS, TimeUnit.SECONDS);
  }

  /** Reads to the end, so that the browser never waits for its reader. */
  private static void read(Process process, CompletableFuture<URI> address) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader messages = process.errorReader(UTF_8)) {
      messages
          .lines()
          .peek(line -> keep(lines, line))
          .filter(line -> line.startsWith(LISTENING))
          .forEach(line -> address.complete(URI.create(line.substring(LISTENING.length()))));
    } catch (IOException | UncheckedIOException e) {
      keep(lines, e.toString());
    }
    address.completeExceptionally(new IOException("browser ended: " + lines));
  }

  private static void keep(List<String> lines, String line) {
    if (lines.size() < 50) {
      lines.add(line);
    }
  }
}
