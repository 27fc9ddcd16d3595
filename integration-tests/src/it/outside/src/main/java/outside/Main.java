package outside;

import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** A TCP echo, once there and back; fails where the transport or a native library is not as told. */
public final class Main {

  private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch_64");

  public static void main(String[] args) throws IOException {
    ARCHITECTURES.forEach(Main::requireNative);
    try (Loops loops = Loops.of(1, "outside");
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .pipeline(stages -> stages.last("echo", Echo::new))
                .start()) {
      require(echo(server.endpoint().port()).equals("hello"), "the echo did not come back");
      String expected = System.getProperty("os.name").equals("Linux") ? "epoll" : "nio";
      require(loops.transport().equals(expected), "transport: " + loops.transport());
      System.out.println("echo on " + loops.transport() + ", " + Main.class.getModule());
    }
  }

  private static String echo(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("hello".getBytes());
      return new String(socket.getInputStream().readNBytes("hello".length()));
    }
  }

  private static void requireNative(String architecture) {
    String library = "META-INF/native/libnetty_transport_native_epoll_" + architecture + ".so";
    require(ClassLoader.getSystemResource(library) != null, "not on the path: " + library);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
