package dev.weir.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the command line of a sub-command may hold: its options and words, what each means, and what
 * happens when it is given. Help, completion and parsing read the same rows. It is built anew for
 * each run and used by one thread.
 *
 * <p>A consumer that throws {@link IllegalArgumentException} refuses the text; the user then reads
 * the option's name and the message.
 */
public final class Syntax {

  /** How often something may be given. */
  enum Times {
    ONCE_AT_MOST,
    ANY,
    AT_LEAST_ONCE
  }

  /** One option; a flag has no label, as nothing follows it. */
  record Option(
      String name,
      Optional<String> label,
      String what,
      boolean repeatable,
      Consumer<String> given) {}

  /** One position among the words that are no options. */
  record Word(String label, Times times, String what, Consumer<String> given) {}

  private final String description;
  private final List<Option> options = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private String notes = "";

  /**
   * Begins with nothing allowed.
   *
   * @param description what the sub-command does, for its help
   */
  public Syntax(String description) {
    this.description = description;
  }

  /** An option that is there or not: {@code --check}. */
  public Syntax flag(String name, String what, Runnable given) {
    return option(name, Optional.empty(), what, false, text -> given.run());
  }

  /** An option with a value, at most once: {@code --time 5s} or {@code --time=5s}. */
  public Syntax value(String name, String label, String what, Consumer<String> given) {
    return option(name, Optional.of(label), what, false, given);
  }

  /** An option with a value, as often as wanted. */
  public Syntax values(String name, String label, String what, Consumer<String> given) {
    return option(name, Optional.of(label), what, true, given);
  }

  /** A word that is no option and may be missing. */
  public Syntax word(String label, String what, Consumer<String> given) {
    return word(label, Times.ONCE_AT_MOST, what, given);
  }

  /** Any number of words; they come after those declared before. */
  public Syntax words(String label, String what, Consumer<String> given) {
    return word(label, Times.ANY, what, given);
  }

  /** The same, and one at least. */
  public Syntax requiredWords(String label, String what, Consumer<String> given) {
    return word(label, Times.AT_LEAST_ONCE, what, given);
  }

  /** Ends the help with this text, line by line as it is: examples, exit codes. */
  public Syntax notes(String text) {
    notes = text;
    return this;
  }

  private Syntax option(
      String name,
      Optional<String> label,
      String what,
      boolean repeatable,
      Consumer<String> given) {
    options.add(new Option(name, label, what, repeatable, given));
    return this;
  }

  private Syntax word(String label, Times times, String what, Consumer<String> given) {
    words.add(new Word(label, times, what, given));
    return this;
  }

  String description() {
    return description;
  }

  String notes() {
    return notes;
  }

  List<Option> options() {
    return options;
  }

  List<Word> words() {
    return words;
  }

  Stream<String> optionNames() {
    return options.stream().map(Option::name);
  }
}
