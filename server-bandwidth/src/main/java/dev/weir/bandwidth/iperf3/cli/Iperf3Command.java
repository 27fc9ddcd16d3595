package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The command {@code iperf3}: the original's options, texts, split of the two outputs, and exit
 * codes (0 where a test was completed or a signal ended it, 1 for everything else).
 */
public final class Iperf3Command {

  private static final String NAME = "iperf3: ";

  /** What the original says of an old option goes where its reports go. */
  private static final String NOTICE = "Warning:";

  /** In the original's words and order, of what it has as an option, only what is here too. */
  private static final List<String> FEATURES =
      List.of(
          "CPU affinity setting",
          "IPv6 flow label",
          "TCP congestion algorithm setting",
          "sendfile / zerocopy",
          "socket pacing",
          "authentication",
          "bind to device",
          "support IPv4 don't fragment",
          "GSO/GRO support");

  private final Ends ends;

  /**
   * The options as they are typed, such as {@code -c} and {@code --client}, for completion.
   *
   * @return each once, in the order of the help text
   */
  public static List<String> optionWords() {
    return OptionTable.words();
  }

  /** The command as users know it. */
  public Iperf3Command() {
    this(new NetworkEnds());
  }

  Iperf3Command(Ends ends) {
    this.ends = ends;
  }

  /**
   * Does what the command line asks for, on the calling thread, and returns when it is done.
   *
   * @param words the command line, the program's name left out
   * @param out reports
   * @param err errors and warnings
   * @return the exit code
   */
  public static int run(String[] words, PrintStream out, PrintStream err) {
    return new Iperf3Command().run(List.of(words), out, err);
  }

  /** Runs it alone, without the commands around it. */
  public static void main(String[] words) {
    int code = run(words, System.out, System.err);
    System.out.flush();
    System.exit(code);
  }

  int run(List<String> words, PrintStream out, PrintStream err) {
    try {
      CommandLine line = CommandLine.parse(words);
      line.warnings().forEach(text -> print(text.startsWith(NOTICE) ? out : err, text));
      return run(line.request(), out, err);
    } catch (GrammarError error) {
      print(err, NAME + error.text() + "\n\n" + OptionTable.HINT.stripTrailing());
    } catch (ParameterError error) {
      error.before().ifPresent(line -> print(err, NAME + line));
      print(
          err,
          NAME + "parameter error - " + error.text() + "\n\n" + OptionTable.HINT.stripTrailing());
    } catch (RunError error) {
      print(err, NAME + error.text());
    }
    return 1;
  }

  /** One newline whatever the platform: what reads this expects the original's. */
  private static void print(PrintStream to, String text) {
    to.print(text + "\n");
    to.flush();
  }

  private int run(Request request, PrintStream out, PrintStream err) throws RunError {
    switch (request) {
      case Request.Help help -> print(out, OptionTable.help().stripTrailing());
      case Request.Version version -> print(out, version());
      case ClientRequest client -> {
        return within(
            Role.CLIENT,
            client.common().output(),
            out,
            err,
            report -> report.asked(client.parameters().settings()),
            to ->
                client.extras().latency()
                    ? new LatencyRun(client, ends, to).run()
                    : new ClientRun(client, ends, to).run());
      }
      case ServerRequest server -> {
        return server.daemon() && !Daemon.leaveTerminal()
            ? 0
            : within(
                Role.SERVER,
                server.common().output(),
                out,
                err,
                report -> {},
                to -> new ServerRun(server, ends, to).run());
      }
    }
    return 0;
  }

  @FunctionalInterface
  private interface Work {
    int run(Console console) throws RunError;
  }

  private static int within(
      Role role,
      OutputRequest output,
      PrintStream out,
      PrintStream err,
      Consumer<TestEvents> beginning,
      Work work)
      throws RunError {
    try (Console console = console(role, output, out, err);
        PidFile _ = PidFile.open(output.pid())) {
      return told(role, console, output, beginning, work);
    } catch (IOException e) {
      throw new RunError("error - " + Reasons.of(e));
    }
  }

  private static Console console(Role role, OutputRequest output, PrintStream out, PrintStream err)
      throws RunError {
    try {
      return Console.open(output, out, err);
    } catch (RunError refused) {
      throw role == Role.SERVER && !output.form().json()
          ? new RunError(refused.text() + "\n" + NAME + "exiting")
          : refused;
    }
  }

  /** What fails before there is a test is told in the form of the report. */
  private static int told(
      Role role, Console console, OutputRequest output, Consumer<TestEvents> beginning, Work work) {
    try {
      return work.run(console);
    } catch (RunError error) {
      TestEvents report =
          Listeners.of(role, output, Identity.local(), console::print, new Errors(console));
      beginning.accept(report);
      report.failed(error.text());
      report.closed();
      if (role == Role.SERVER && !output.form().json()) {
        console.error("exiting");
      }
      return 1;
    }
  }

  private static String version() {
    Identity identity = Identity.local();
    String weir =
        Optional.ofNullable(Iperf3Command.class.getPackage().getImplementationVersion())
            .map(release -> " " + release)
            .orElse("");
    return identity.version()
        + " (Weir"
        + weir
        + ")\n"
        + identity.system()
        + "\nOptional features available: "
        + String.join(", ", FEATURES);
  }
}
