package dev.weir.bandwidth.iperf3.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of the option table.
 *
 * @param name its long name
 * @param others further long names for the same
 * @param letter its short name, if any
 * @param side which end it is for
 * @param arity whether it has an argument
 * @param shown how the argument is shown in the help text
 * @param help what it does, one line each; none for an option that is only kept for old scripts
 * @param effect what it changes
 */
record Option(
    String name,
    List<String> others,
    Optional<Character> letter,
    Side side,
    Arity arity,
    String shown,
    List<String> help,
    Effect effect) {

  /** What an option changes in what is asked for. */
  @FunctionalInterface
  interface Effect {
    /**
     * Applies the option.
     *
     * @param draft what was asked for so far
     * @param argument empty where there is none
     * @throws ParameterError where the argument is not allowed
     */
    void apply(Draft draft, String argument) throws ParameterError;
  }

  /** What an option without an argument changes. */
  @FunctionalInterface
  interface Switch {
    /**
     * Applies the option.
     *
     * @param draft what was asked for so far
     * @throws ParameterError where it does not go with what was asked for so far
     */
    void apply(Draft draft) throws ParameterError;
  }

  private static final int HELP_COLUMN = 28;

  /** An option with an argument; a letter of 0 stands for none. */
  static Option valued(
      Side side, char letter, String name, String shown, Effect effect, String... help) {
    return new Option(
        name, List.of(), letter(letter), side, Arity.REQUIRED, shown, List.of(help), effect);
  }

  /** An option that may have an argument. */
  static Option maybe(
      Side side, char letter, String name, String shown, Effect effect, String... help) {
    return new Option(
        name, List.of(), letter(letter), side, Arity.OPTIONAL, shown, List.of(help), effect);
  }

  /** An option without an argument. */
  static Option flag(Side side, char letter, String name, Switch effect, String... help) {
    return new Option(
        name,
        List.of(),
        letter(letter),
        side,
        Arity.NONE,
        "",
        List.of(help),
        (draft, argument) -> effect.apply(draft));
  }

  /** The same under one more name. */
  Option alias(String other) {
    return new Option(name, List.of(other), letter, side, arity, shown, help, effect);
  }

  private static Optional<Character> letter(char letter) {
    return letter == 0 ? Optional.empty() : Optional.of(letter);
  }

  Stream<String> names() {
    return Stream.concat(Stream.of(name), others.stream());
  }

  /** Which of its names was meant by a beginning of it. */
  String beginning(String typed) {
    return names().filter(full -> full.startsWith(typed)).findFirst().orElse(name);
  }

  /** The lines of the help text. */
  String usage() {
    StringBuilder lines = new StringBuilder();
    String left = "  " + letter.map(short1 -> "-" + short1 + ", ").orElse("") + "--" + name + shown;
    for (String line : help) {
      lines.append(left).repeat(' ', Math.max(1, HELP_COLUMN - left.length()));
      lines.append(line).append('\n');
      left = "";
    }
    return lines.toString();
  }
}
