package dev.weir.bandwidth.iperf3;

import dev.weir.server.DrainReport;
import dev.weir.server.Server;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Counters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A running iperf3 server. Any thread may call any method. */
public final class RunningIperf3Server implements AutoCloseable {

  private final Endpoint endpoint;
  private final Server tcp;
  private final Server udp;
  private final ServerDesk desk;
  private final Runnable afterwards;

  RunningIperf3Server(
      Endpoint endpoint, Server tcp, Server udp, ServerDesk desk, Runnable afterwards) {
    this.endpoint = endpoint;
    this.tcp = tcp;
    this.udp = udp;
    this.desk = desk;
    this.afterwards = afterwards;
  }

  /**
   * Where the server listens.
   *
   * @return the TCP endpoint with its real port, which is UDP's as well
   */
  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * How many tests are running; those that wait for room are not.
   *
   * @return a moment's figure
   */
  public int tests() {
    return desk.admission().running();
  }

  /**
   * How many clients wait for room.
   *
   * @return a moment's figure
   */
  public int waiting() {
    return desk.admission().waiting();
  }

  /**
   * Datagrams that came to the server's port and belong to no test, among them hellos from another
   * address than their test's client.
   *
   * @return since the start
   */
  public long strayDatagrams() {
    return desk.flows().dropped();
  }

  /**
   * What has been counted of TCP connections until now.
   *
   * @return a snapshot
   */
  public Counters counters() {
    return tcp.counters();
  }

  /**
   * The servers below: that of TCP, then that of UDP.
   *
   * @return two
   */
  public List<Server> servers() {
    return List.of(tcp, udp);
  }

  /**
   * Accepts no further client, lets running tests go on until the deadline, and closes.
   *
   * @param deadline how long tests may take, from zero
   * @return completes when the server has closed, never exceptionally
   */
  public CompletionStage<DrainReport> drain(Duration deadline) {
    return tcp.drain(deadline)
        .thenApply(report -> {
          close();
          return report;
        });
  }

  /**
   * Waits until the server has closed, for whatever reason.
   *
   * @throws InterruptedException where the thread is interrupted; the server goes on
   */
  public void awaitClosed() throws InterruptedException {
    tcp.awaitClosed();
    udp.awaitClosed();
  }

  /** Ends all tests, whose clients are told so, and closes at once. */
  @Override
  public void close() {
    close("the server has terminated");
  }

  /**
   * Ends all tests, whose clients are told so, and closes at once.
   *
   * @param reason the failure that the tests' listeners are told
   */
  public void close(String reason) {
    desk.terminate(reason);
    udp.close();
    tcp.close();
    afterwards.run();
  }
}
