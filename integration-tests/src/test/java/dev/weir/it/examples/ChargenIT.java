package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.Chargen;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@NeedsTool({"ncat", "sh", "head"})
final class ChargenIT {

  private static final int LINE = 74;
  private static final int LINES = 95;

  private static Server server() {
    return TcpServer.on("tcp://127.0.0.1:0").pipeline(Chargen::pipeline).start();
  }

  @Test
  void sendsThePatternToAPeerThatHasEndedItsSide() throws Exception {
    try (Server server = server()) {
      String read =
          "ncat 127.0.0.1 " + server.endpoint().port() + " </dev/null 2>/dev/null | head -n 96";
      String[] lines = Tool.run("sh", "-c", read).split("\r\n");
      assertThat(lines).hasSize(96);
      assertThat(lines[0]).hasSize(72).startsWith(" !\"#$%&'()*+,-./0123456789:;<=>?@ABC");
      assertThat(lines[1]).isEqualTo(lines[0].substring(1) + "h");
      assertThat(lines[94]).startsWith("~ !\"");
      assertThat(lines[95]).isEqualTo(lines[0]);
      await().until(() -> server.counters().active() == 0);
    }
  }

  @Test
  void waitsForASlowReaderAndLosesNothing() throws Exception {
    try (Server server = server();
        Socket slow = new Socket()) {
      slow.setReceiveBufferSize(1 << 16);
      slow.setSoTimeout(30_000);
      slow.connect(server.endpoint().address());
      long stalled = Stall.bytes(() -> server.counters().bytesOut());
      // Both kernels' buffers are bounded (tcp_wmem, tcp_rmem); more would be the server's memory.
      assertThat(stalled).isBetween(1L, 64L << 20);
      assertThat(continues(slow.getInputStream(), stalled * 2)).isTrue();
    }
  }

  private static boolean continues(InputStream in, long bytes) throws Exception {
    byte[] whole = in.readNBytes(LINE * LINES);
    for (long seen = whole.length; seen < bytes; seen += whole.length) {
      if (!Arrays.equals(in.readNBytes(whole.length), whole)) {
        return false;
      }
    }
    return true;
  }
}
