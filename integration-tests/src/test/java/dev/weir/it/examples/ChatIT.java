package dev.weir.it.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.Chat;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NeedsTool({"ncat", "socat"})
final class ChatIT {

  private final Server server =
      TcpServer.on("tcp://127.0.0.1:0").pipeline(new Chat()::pipeline).start();
  private final String port = Integer.toString(server.endpoint().port());

  @AfterEach
  void close() {
    server.close();
  }

  private Tool join(String name) throws Exception {
    Tool member = Tool.start("ncat", "127.0.0.1", port);
    member.say(name + "\n");
    return member.awaitOutput("* " + name + " is here");
  }

  @Test
  void aLineReachesEverybody() throws Exception {
    try (Tool anna = join("Anna");
        Tool bert = Tool.start("socat", "-", "tcp:127.0.0.1:" + port)) {
      bert.say("Be");
      bert.say("rt\nhel");
      bert.say("lo\r\n");
      anna.awaitOutput("* Bert is here, with 1 others\nBert: hello\n");
      anna.say("hi\u0007 there\n/quit\n");
      anna.awaitOutput("Anna: hi there\nbye\n");
      bert.awaitOutput("Anna: hi there\n* Anna has left\n");
      bert.endInput();
      assertThat(bert.ended()).endsWith("* Anna has left\n");
    }
  }

  @Test
  void aNameIsGivenOnce() throws Exception {
    try (Tool first = join("Anna")) {
      String refused = "name: (expected: 1 to 24 letters or digits that nobody has)\n";
      assertThat(Tool.feed("Anna\n\na b\nBert\n", "ncat", "127.0.0.1", port))
          .startsWith(refused.repeat(3) + "* Bert is here");
      first.awaitOutput("* Bert has left");
    }
  }

  @Test
  void aLineWithoutEndEndsItsSenderAlone() throws Exception {
    try (Tool anna = join("Anna")) {
      assertThat(Tool.feed("Bert\n" + "x".repeat(600) + "\n", "ncat", "127.0.0.1", port))
          .endsWith("line: too long (expected: at most 512 bytes)\n");
      anna.say("still here\n");
      anna.awaitOutput("Anna: still here");
    }
  }

  @Test
  void aMemberThatDoesNotReadMissesLinesAndNobodyWaits() throws Exception {
    try (Socket slow = new Socket();
        Tool anna = join("Anna")) {
      slow.setReceiveBufferSize(4096);
      slow.setSoTimeout(60_000);
      slow.connect(server.endpoint().address());
      slow.getOutputStream().write("Slow\n".getBytes(UTF_8));
      anna.awaitOutput("* Slow is here");
      anna.say(("x".repeat(400) + "\n").repeat(40_000));
      anna.say("the last line\n");
      anna.awaitOutput("Anna: the last line");
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(slow.getInputStream(), UTF_8));
      String notice = "* you missed ";
      // Told with the next line that is said once the member reads again.
      Thread talking = Thread.ofVirtual().start(() -> keepTalking(anna));
      try {
        assertThat(reader.lines().anyMatch(line -> line.startsWith(notice))).isTrue();
      } finally {
        talking.interrupt();
        talking.join();
      }
    }
    await().until(() -> server.counters().active() == 0);
  }

  private static void keepTalking(Tool member) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        member.say("anybody?\n");
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
      }
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
