package dev.weir.it.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP server that treats each connection as the test says, on a thread of its own. */
final class OddServer implements AutoCloseable {

  /** What becomes of a connection; it is closed after that. */
  interface Treatment {
    void of(Socket connection) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;

  private OddServer(ServerSocket listener) {
    this.listener = listener;
  }

  static OddServer that(Treatment treatment) throws IOException {
    OddServer server = new OddServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(() -> server.takeAll(treatment));
    return server;
  }

  String port() {
    return Integer.toString(listener.getLocalPort());
  }

  private void takeAll(Treatment treatment) {
    try {
      while (true) {
        Socket connection = listener.accept();
        Thread.ofVirtual().start(() -> treat(connection, treatment));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void treat(Socket connection, Treatment treatment) {
    try (connection) {
      treatment.of(connection);
    } catch (IOException gone) {
      // As the client wanted.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
