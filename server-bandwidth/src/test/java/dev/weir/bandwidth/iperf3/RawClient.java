package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that says what it is told to, right or wrong, and nothing else. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final RunningIperf3Server server;
  private final InetAddress local;
  private final String cookie;
  private final Socket control;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final List<Socket> streams = new ArrayList<>();

  RawClient(RunningIperf3Server server) throws IOException {
    this(server, InetAddress.getLoopbackAddress());
  }

  RawClient(RunningIperf3Server server, InetAddress local) throws IOException {
    this.server = server;
    this.local = local;
    cookie = Cookie.random().text();
    control = connect();
    in = new DataInputStream(control.getInputStream());
    out = new DataOutputStream(control.getOutputStream());
  }

  /** One more connection, without a name. */
  Socket connect() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port(), local, 0);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  RawClient send(State state) throws IOException {
    return send(new byte[] {state.code()});
  }

  RawClient greet() throws IOException {
    return send((cookie + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient document(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    return this;
  }

  RawClient expect(State state) throws IOException {
    assertThat(in.readByte()).as(state.name()).isEqualTo(state.code());
    return this;
  }

  /** Everything up to the streams. */
  RawClient agree(String parameters) throws IOException {
    return greet().expect(State.PARAM_EXCHANGE).document(parameters).expect(State.CREATE_STREAMS);
  }

  /** One more data connection. */
  Socket stream() throws IOException {
    Socket stream = connect();
    streams.add(stream);
    stream.getOutputStream().write((cookie + "\0").getBytes(StandardCharsets.ISO_8859_1));
    return stream;
  }

  /** Everything up to flowing data, with one stream. */
  RawClient run(String parameters) throws IOException {
    agree(parameters);
    stream();
    return expect(State.TEST_START).expect(State.TEST_RUNNING);
  }

  RawClient expectRefusal(ErrorCode code) throws IOException {
    expect(State.SERVER_ERROR);
    assertThat(ErrorCode.of(in.readInt())).hasValue(code);
    in.readInt();
    return expectEnd();
  }

  RawClient expectEnd() throws IOException {
    try {
      assertThat(in.read()).as("end of the stream").isEqualTo(-1);
    } catch (EOFException | SocketException reset) {
      assertThat(reset).isNotNull();
    }
    return this;
  }

  /** A document of the server. */
  String told() throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  Socket lastStream() {
    return streams.getLast();
  }

  /** Where the server is. */
  SocketAddress server() {
    return server.endpoint().address();
  }

  String cookie() {
    return cookie;
  }

  Socket control() {
    return control;
  }

  DataInputStream in() {
    return in;
  }

  /** Closes so that the server sees a reset instead of an end. */
  void reset() throws IOException {
    control.setSoLinger(true, 0);
    control.close();
    for (Socket stream : streams) {
      stream.setSoLinger(true, 0);
    }
  }

  @Override
  public void close() throws IOException {
    control.close();
    for (Socket stream : streams) {
      stream.close();
    }
  }
}
