package dev.weir.bandwidth.iperf3;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that says what it is told to, right or wrong, to one client. */
final class ScriptedServer implements AutoCloseable {

  /** What it does with its client; an error ends it. */
  interface Script {
    void play(Talk talk) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();

  ScriptedServer(Script script) throws IOException {
    Thread.ofVirtual().name("scripted server").start(() -> play(script));
  }

  private void play(Script script) {
    try {
      script.play(new Talk(accept()));
    } catch (IOException gone) {
      // The client may leave whenever it has had enough.
      close();
    }
  }

  private synchronized Socket accept() throws IOException {
    Socket socket = listener.accept();
    sockets.add(socket);
    return socket;
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    over.countDown();
    try {
      listener.close();
      for (Socket socket : List.copyOf(sockets)) {
        socket.close();
      }
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
  }

  /** One control connection, and the data connections that belong to it. */
  final class Talk {
    private final Socket control;
    private final DataInputStream in;
    private final DataOutputStream out;

    Talk(Socket control) throws IOException {
      this.control = control;
      control.setTcpNoDelay(true);
      in = new DataInputStream(control.getInputStream());
      out = new DataOutputStream(control.getOutputStream());
    }

    Talk greeted() throws IOException {
      in.readFully(new byte[Cookie.LENGTH]);
      return this;
    }

    Talk say(State... states) throws IOException {
      for (State state : states) {
        out.write(state.code());
      }
      return this;
    }

    Talk bytes(byte... bytes) throws IOException {
      out.write(bytes);
      return this;
    }

    Talk length(int length) throws IOException {
      out.writeInt(length);
      return this;
    }

    Talk document(String json) throws IOException {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
      return this;
    }

    Talk reads(State state) throws IOException {
      int code = in.readByte();
      if (code != state.code()) {
        throw new IOException(state + " expected, but " + code);
      }
      return this;
    }

    Talk readsDocument() throws IOException {
      in.readFully(new byte[in.readInt()]);
      return this;
    }

    /** Asks for the parameters and reads them. */
    Talk asked() throws IOException {
      return greeted().say(State.PARAM_EXCHANGE).readsDocument();
    }

    /** Everything up to the data connection of one stream. */
    Socket stream() throws IOException {
      asked().say(State.CREATE_STREAMS);
      Socket data = accept();
      new DataInputStream(data.getInputStream()).readFully(new byte[Cookie.LENGTH]);
      return data;
    }

    /** Everything up to flowing data, which is read until the client has had enough. */
    Talk running() throws IOException {
      return running(Duration.ZERO);
    }

    /** Likewise, where the server is late to say so after its time has begun. */
    Talk running(Duration late) throws IOException {
      Socket data = stream();
      say(State.TEST_START).late(late).say(State.TEST_RUNNING);
      Thread.ofVirtual().start(() -> swallow(data));
      return this;
    }

    /** Everything up to the client's results. */
    Talk measured() throws IOException {
      return running().reads(State.TEST_END).say(State.EXCHANGE_RESULTS).readsDocument();
    }

    /** Says these states over and over. */
    void endlessly(State state) throws IOException {
      byte[] many = new byte[8192];
      Arrays.fill(many, state.code());
      while (true) {
        out.write(many);
      }
    }

    /** Lets its client wait, unless that has gone. */
    Talk late(Duration time) throws IOException {
      try {
        if (over.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("the test is over");
        }
        return this;
      } catch (InterruptedException ended) {
        throw new IOException(ended);
      }
    }

    /** Does nothing more, until the test is over. */
    void idle() {
      try {
        over.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    /** Leaves, with a reset or properly. */
    void leave(boolean reset) throws IOException {
      control.setSoLinger(reset, 0);
      control.close();
    }

    private static void swallow(Socket data) {
      try {
        data.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException gone) {
        // A client that has ended may reset its data connections.
        return;
      }
    }
  }
}
