package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextStyle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What all tests of a server share. Any thread. */
final class ServerDesk {

  private static final int PATIENCE_SECONDS = 2;

  private final Iperf3Limits limits;
  private final double interval;
  private final Optional<TextStyle> output;
  private final Supplier<TestEvents> listeners;
  private final FlowDesk flows;
  private final ServerSockets sockets;
  private final Optional<AccessDesk> access;
  private final Optional<Path> file;
  private final Admission admission;
  private final Accounts accounts;
  private final Activity activity;
  private final Map<SessionKey, ServerSession> sessions = new ConcurrentHashMap<>();

  ServerDesk(
      Iperf3Limits limits,
      double interval,
      Optional<TextStyle> output,
      Supplier<TestEvents> listeners,
      FlowDesk flows,
      ServerSockets sockets,
      Optional<AccessDesk> access,
      Optional<Path> file) {
    this.file = file;
    this.access = access;
    this.sockets = sockets;
    this.flows = flows;
    this.limits = limits;
    this.interval = interval;
    this.output = output;
    this.listeners = listeners;
    admission = new Admission(limits);
    accounts = new Accounts(limits);
    activity = new Activity(admission, flows);
  }

  Iperf3Limits limits() {
    return limits;
  }

  /** Seconds between two reports of the server, 0 for none. */
  double interval() {
    return interval;
  }

  /** The look of the text that a client gets which asks for it; empty where it gets JSON. */
  Optional<TextStyle> output() {
    return output;
  }

  TestEvents listener() {
    return listeners.get();
  }

  FlowDesk flows() {
    return flows;
  }

  ServerSockets sockets() {
    return sockets;
  }

  /** Where clients show who they are; empty where everybody may test. */
  Optional<AccessDesk> access() {
    return access;
  }

  Activity activity() {
    return activity;
  }

  Accounts accounts() {
    return accounts;
  }

  /** What tests are sent from or received into. */
  Optional<Path> file() {
    return file;
  }

  Admission admission() {
    return admission;
  }

  Optional<ServerSession> find(SessionKey key) {
    return Optional.ofNullable(sessions.get(key));
  }

  /** False where there is a test of that name already. */
  boolean enter(ServerSession session) {
    return sessions.putIfAbsent(session.key(), session) == null;
  }

  /** Whether no other test is between its beginning and its last words. */
  boolean alone(ServerSession session) {
    return sessions.values().stream().allMatch(each -> each == session || each.idle());
  }

  void leave(ServerSession session) {
    sessions.remove(session.key(), session);
    flows.turns().leave(session);
    admission.leave(session);
  }

  /** Ends every test, and waits until their clients have been told, but not for long. */
  void terminate(String reason) {
    CompletableFuture<?>[] ended =
        sessions.values().stream()
            .map(session -> session.terminate(reason))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ended)
        .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
