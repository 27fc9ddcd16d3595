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
      "",
      "Example: every option that Weir knows, tried on sockets that are thrown away",
      "  weir inspect options",
      "Example: all about one of them, for a program",
      "  weir inspect options TCP_NODELAY --json",
      "",
      "Exit codes: 0 printed, 1 the machine could not be asked, 2 the command line is wrong."
    })
public final class InspectCommand extends ParsedSubcommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOPIC",
      description = "What to print: options.")
  private String topic = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only these, in full.")
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
    return "what this machine allows: socket options";
  }

  @Override
  protected int call(Terminal terminal) {
    if (!topic.equals("options")) {
      String given = topic.isEmpty() ? "missing" : topic;
      throw new UsageException("TOPIC: " + given + " (expected: options)");
    }
    OptionListing listing = OptionListing.of(wanted());
    terminal.out().print(text(listing));
    terminal.out().flush();
    return ExitCode.DONE;
  }

  private String text(OptionListing listing) {
    if (json) {
      return Json.of(listing.data()) + System.lineSeparator();
    }
    return names.isEmpty() ? listing.table() : listing.details();
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
