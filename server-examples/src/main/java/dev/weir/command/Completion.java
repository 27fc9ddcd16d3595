package dev.weir.command;

import java.util.List;
import java.util.Locale;

/** {@code weir completion}: a script by which a shell completes what is typed. */
public final class Completion extends ParsedSubcommand {

  /** The shells that are known; the script asks which of them reads it. */
  enum Shell {
    BASH("~/.bashrc"),
    ZSH("~/.zshrc, after compinit");

    private final String place;

    Shell(String place) {
      this.place = place;
    }

    static Shell named(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "bash" -> BASH;
        case "zsh" -> ZSH;
        default -> throw new IllegalArgumentException(text + " (expected: bash or zsh)");
      };
    }
  }

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
  protected Syntax syntax() {
    return new Syntax("Prints a script that completes sub-commands and options of weir.")
        .word("SHELL", "bash or zsh (default: bash).", text -> shell = Shell.named(text))
        .notes(
            """
            Example: print the script; source <(weir completion bash) makes it work in this shell
              weir completion bash

            Exit codes: 0 printed, 2 the command line is wrong.
            """);
  }

  @Override
  protected int call(Terminal terminal) {
    terminal.out().println("# For good: source <(weir completion SHELL) in " + shell.place);
    terminal.out().print(script(Subcommands.all()));
    terminal.out().flush();
    return ExitCode.DONE;
  }

  private static String script(List<Subcommand> subcommands) {
    StringBuilder cases = new StringBuilder();
    StringBuilder names = new StringBuilder("--help --version");
    for (Subcommand subcommand : subcommands) {
      names.append(' ').append(subcommand.name());
      cases.append(
          "    %s) words='%s' ;;\n"
              .formatted(subcommand.name(), String.join(" ", subcommand.optionWords())));
    }
    return """
    if [ -n "${ZSH_VERSION:-}" ]; then
      autoload -U +X bashcompinit && bashcompinit
    fi
    _complete_weir() {
      local words=''
      case "${COMP_WORDS[1]}" in
    %s  esac
      if [ "$COMP_CWORD" -le 1 ]; then words='%s'; fi
      COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
    }
    complete -o default -F _complete_weir weir
    """
        .formatted(cases, names);
  }
}
