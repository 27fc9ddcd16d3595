package dev.weir.it.benchmark.peer;

/** What whoever started a peer waits for, and does in the end. */
final class Ready {

  private Ready() {}

  /** Clients may come to this port from now on; on SIGTERM the peer is closed. */
  static void at(int port, Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(close));
    System.out.println("ready " + port);
    System.out.flush();
  }
}
