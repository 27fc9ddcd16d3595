package dev.weir.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code weir completion}: a script by which a shell completes what is typed. */
@Command(
    name = "weir completion",
    description = "Prints a script that completes sub-commands and options of weir.",
    footer = {
      "",
      "Example: print the script; source <(weir completion bash) makes it work in this shell",
      "  weir completion bash",
      "",
      "Exit codes: 0 printed, 2 the command line is wrong."
    })
public final class Completion extends ParsedSubcommand {

  /** The shells that are known; the script asks which of them reads it. */
  enum Shell {
    BASH("~/.bashrc"),
    ZSH("~/.zshrc, after compinit");

    private final String place;

    Shell(String place) {
      this.place = place;
    }
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  /** Called by the service loader. */
  public Completion() {}

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "a completion script for bash or zsh";
  }

  @Override
  protected int call(Terminal terminal) {
    terminal.out().println("# For good: source <(weir completion SHELL) in " + shell.place);
    terminal.out().print(AutoComplete.bash("weir", model()));
    terminal.out().flush();
    return ExitCode.DONE;
  }

  private static CommandLine model() {
    CommandLine weir = new CommandLine(spec("-h", "--help", "-V", "--version").name("weir"));
    for (Subcommand subcommand : Subcommands.all()) {
      weir.addSubcommand(subcommand.name(), model(subcommand));
    }
    return weir;
  }

  private static CommandLine model(Subcommand subcommand) {
    if (subcommand instanceof ParsedSubcommand parsed) {
      return parsed.commandLine();
    }
    return new CommandLine(spec(subcommand.optionWords().toArray(String[]::new)));
  }

  private static CommandSpec spec(String... options) {
    CommandSpec spec = CommandSpec.create();
    for (String option : options) {
      spec.addOption(OptionSpec.builder(option).arity("0").build());
    }
    return spec;
  }
}
