package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestEvents;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server from the command line to its exit code. */
final class ServerRun {

  private final ServerRequest request;
  private final Ends ends;
  private final Console console;
  private final Identity identity = Identity.local();
  private final CompletableFuture<Void> enough = new CompletableFuture<>();

  ServerRun(ServerRequest request, Ends ends, Console console) {
    this.request = request;
    this.ends = ends;
    this.console = console;
  }

  int run() throws RunError {
    CompletableFuture<String> signal = new CompletableFuture<>();
    try (Signals _ = new Signals(signal::complete)) {
      ServerTests tests = new ServerTests(request, console, identity, this::testEnded);
      tests.opening();
      Ends.Running server = ends.printing(console::print).server(request, tests);
      tests.listening();
      leaveWhenIdle(tests);
      // Whoever sees the port open may send the signal at once: it is not lost.
      signal.thenAccept(name -> interrupt(tests, server, reason(name)));
      enough.join();
      return 0;
    }
  }

  /** A server for one test does not wait for it for ever, if told so. Others never get stuck. */
  private void leaveWhenIdle(ServerTests tests) {
    if (request.oneOff() && request.idle().isPresent()) {
      CompletableFuture.delayedExecutor(request.idle().getAsInt(), TimeUnit.SECONDS)
          .execute(() -> leaveIfUnused(tests));
    }
  }

  private void leaveIfUnused(ServerTests tests) {
    if (!tests.begun()) {
      enough.complete(null);
    }
  }

  private void testEnded() {
    if (request.oneOff()) {
      enough.complete(null);
    }
  }

  /** The tests under way end and say why; where there is none, the server does. */
  private void interrupt(ServerTests tests, Ends.Running server, String reason) {
    tests.stop();
    server.interrupt(reason);
    if (!tests.told()) {
      TestEvents last =
          Listeners.of(
              Role.SERVER,
              request.common().output(),
              identity,
              console::print,
              new Errors(console));
      last.failed(reason);
      last.closed();
    }
    enough.complete(null);
  }

  private static String reason(String signal) {
    return "interrupt - " + ErrorCode.SERVER_TERMINATED.text() + " by signal " + signal;
  }
}
