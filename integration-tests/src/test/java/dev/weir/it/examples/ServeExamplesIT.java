package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.machine.NeedsTool;
import dev.weir.it.machine.WeirProcess;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples as an operator starts them: by name, all in one process. */
@NeedsTool({"ncat", "redis-cli", "dig"})
final class ServeExamplesIT {

  private static final String TCP = "tcp://127.0.0.1:0";
  private static final String BOTH = TCP + ",udp://127.0.0.1:0";

  private static String port(WeirProcess weir, String name) {
    Pattern line =
        Pattern.compile("^" + name + " +tcp://127\\.0\\.0\\.1:(\\d+)$", Pattern.MULTILINE);
    Matcher matcher = line.matcher(weir.output());
    assertThat(matcher.find()).as(weir.output()).isTrue();
    return matcher.group(1);
  }

  @Test
  void allRunByName() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(
            "serve",
            "discard=" + BOTH,
            "daytime=" + BOTH,
            "chargen=" + TCP,
            "chat=" + TCP,
            "keyvalue=" + TCP,
            "statsd=" + BOTH,
            "dns=" + BOTH)) {
      weir.awaitOutput("ready");
      assertThat(Tool.run("ncat", "127.0.0.1", port(weir, "daytime"))).matches("\\w+day, .*\\s+");
      assertThat(Tool.feed("Anna\n", "ncat", "127.0.0.1", port(weir, "chat"))).contains("Anna");
      assertThat(Tool.run("redis-cli", "-p", port(weir, "keyvalue"), "PING")).isEqualTo("PONG\n");
      assertThat(Tool.run("ncat", "127.0.0.1", port(weir, "statsd"))).isEqualTo("refused 0\n");
      String[] dig = {"dig", "@127.0.0.1", "-p", port(weir, "dns"), "weir.test", "+tcp", "+short"};
      assertThat(Tool.run(dig)).isEqualTo("192.0.2.7\n");
    }
  }

  @Test
  void aProxyIsToldWhereToPassOn() throws Exception {
    try (WeirProcess behind = WeirProcess.start("serve", "daytime=" + TCP)) {
      behind.awaitOutput("ready");
      String to = "tcp://127.0.0.1:" + port(behind, "daytime");
      try (WeirProcess weir = WeirProcess.start("serve", "proxy=" + TCP, "--to", to)) {
        weir.awaitOutput("ready");
        assertThat(Tool.run("ncat", "127.0.0.1", port(weir, "proxy"))).matches("\\w+day, .*\\s+");
      }
    }
  }

  @Test
  void aProxyWithoutTargetIsRefusedInOneLine() throws Exception {
    WeirProcess.Ended ended = WeirProcess.run("serve", "proxy=" + TCP);
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors().lines()).singleElement().asString().contains("without a target");
  }
}
