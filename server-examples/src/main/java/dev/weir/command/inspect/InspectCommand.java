package dev.weir.command.inspect;

import dev.weir.command.ExitCode;
import dev.weir.command.ParsedSubcommand;
import dev.weir.command.Terminal;
import dev.weir.command.UsageException;
import dev.weir.command.text.Json;
import dev.weir.command.text.NearestName;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir inspect}: what this machine is and allows. */
@Command(
    name = "weir inspect",
    sortOptions = false,
    description = "Prints what this machine is and allows; changes nothing.",
    footer = {
      "",
      "Topics:",
      "  options [NAME...]  socket options: what they do, their default here, whether they may be set",
      "  sockets [PORT...]  TCP and UDP sockets of this machine, each with the process that holds it",
      "  limits             what bounds a server here, each with a verdict",
      "",
      "Example: every option that Weir knows, tried on sockets that are thrown away",
      "  weir inspect options",
      "Example: all about one of them, for a program",
      "  weir inspect options TCP_NODELAY --json",
      "Example: who holds port 7001, and what bounds a server on this machine",
      "  weir inspect sockets 7001 && weir inspect limits",
      "",
      "Exit codes: 0 printed, 1 the machine could not be asked, 2 the command line is wrong."
    })
public final class InspectCommand extends ParsedSubcommand {

  private static final int MOST = 65_535;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOPIC",
      description = "What to print: options, sockets or limits.")
  private String topic = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only these options, in full, or only sockets of these ports.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** Called by the service loader. */
  public InspectCommand() {}

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "what this machine has and allows: options, sockets, limits";
  }

  @Override
  protected int call(Terminal terminal) {
    String text =
        switch (topic) {
          case "options" -> options();
          case "sockets" -> sockets();
          case "limits" -> limits();
          default -> throw unknownTopic();
        };
    terminal.out().print(text);
    terminal.out().flush();
    return ExitCode.DONE;
  }

  private UsageException unknownTopic() {
    String given = topic.isEmpty() ? "missing" : topic;
    return new UsageException("TOPIC: " + given + " (expected: options, sockets or limits)");
  }

  private String options() {
    OptionListing listing = OptionListing.of(wanted());
    return json ? printed(listing.data()) : names.isEmpty() ? listing.table() : listing.details();
  }

  private String sockets() {
    SocketListing listing =
        SocketListing.of(names.stream().map(InspectCommand::port).collect(Collectors.toSet()));
    return json ? printed(listing.data()) : listing.table();
  }

  private String limits() {
    if (!names.isEmpty()) {
      throw new UsageException("NAME: " + names.getFirst() + " (expected: none, for limits)");
    }
    LimitListing listing = LimitListing.ofThisMachine();
    return json ? printed(listing.data()) : listing.table();
  }

  private static String printed(Object data) {
    return Json.of(data) + System.lineSeparator();
  }

  private static int port(String text) {
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MOST) {
      throw new UsageException("PORT: " + text + " (expected: 1 to " + MOST + ")");
    }
    return Integer.parseInt(text);
  }

  private List<SocketOption<?>> wanted() {
    return names.isEmpty()
        ? OptionCatalogue.all()
        : names.stream().<SocketOption<?>>map(InspectCommand::named).toList();
  }

  private static SocketOption<?> named(String name) {
    return OptionCatalogue.find(name).orElseThrow(() -> new UsageException(unknown(name)));
  }

  private static String unknown(String name) {
    List<String> known = OptionCatalogue.all().stream().map(SocketOption::name).toList();
    return NearestName.of(name, known)
        .map(meant -> name + ": no such option; did you mean " + meant + "?")
        .orElse(name + ": no such option (expected: one of " + String.join(", ", known) + ")");
  }
}
