package dev.weir.command.admin;

import dev.weir.server.endpoint.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** HTTP by hand: bytes out, bytes in until the end of the connection. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 10_000;

  private RawHttp() {}

  static String get(Endpoint endpoint, String target) throws IOException {
    return exchange(endpoint, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  static String post(Endpoint endpoint, String target) throws IOException {
    return exchange(
        endpoint, "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
  }

  static String exchange(Endpoint endpoint, String request) throws IOException {
    try (Socket socket = connect(endpoint)) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      } catch (SocketException early) {
        // The answer came before we had said everything.
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Socket connect(Endpoint endpoint) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  static int status(String response) {
    return Integer.parseInt(response.substring(9, 12));
  }

  static String body(String response) {
    return response.substring(response.indexOf("\r\n\r\n") + 4);
  }
}
