package dev.weir.bandwidth.iperf3.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The grammar of getopt_long: options and other words in any order, {@code --} ends the options;
 * short ones in clusters, the last of which may take the rest of the word or the next one; long
 * ones by any beginning that only one has, their argument after an equals sign or as the next word.
 *
 * <p>Weir's own options take nothing away from the original's: a beginning of one of those means
 * that one, even if it is the whole name of one of Weir's, unless a number follows that one of
 * Weir's wants.
 */
final class GetOpt {

  private final List<Option> table;
  private final Deque<String> words;
  private final Draft draft;

  private GetOpt(List<Option> table, List<String> words, Draft draft) {
    this.table = table;
    this.words = new ArrayDeque<>(words);
    this.draft = draft;
  }

  /**
   * Applies the options of a command line one after another; words that belong to none are passed
   * over, as the original does.
   */
  static void apply(List<Option> table, List<String> words, Draft draft)
      throws GrammarError, ParameterError {
    new GetOpt(table, words, draft).run();
  }

  private void run() throws GrammarError, ParameterError {
    while (!words.isEmpty() && !draft.decided()) {
      String word = words.removeFirst();
      if (word.equals("--")) {
        return;
      }
      if (word.startsWith("--")) {
        longOption(word.substring(2));
      } else if (word.startsWith("-") && word.length() > 1) {
        cluster(word);
      }
    }
  }

  private void cluster(String word) throws GrammarError, ParameterError {
    for (int at = 1; at < word.length(); at++) {
      char letter = word.charAt(at);
      Option option = letter(letter);
      if (option.arity() == Arity.REQUIRED) {
        String rest = word.substring(at + 1);
        draft.apply(option, rest.isEmpty() ? next("-- '" + letter + "'") : rest);
        return;
      }
      draft.apply(option, "");
    }
  }

  private Option letter(char letter) throws GrammarError {
    return table.stream()
        .filter(option -> option.letter().equals(Optional.of(letter)))
        .findFirst()
        .orElseThrow(() -> new GrammarError("invalid option -- '" + letter + "'"));
  }

  private void longOption(String word) throws GrammarError, ParameterError {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Option option = named(word, name, equals >= 0);
    if (equals >= 0 && option.arity() == Arity.NONE) {
      throw new GrammarError("option '--" + option.beginning(name) + "' doesn't allow an argument");
    }
    if (equals >= 0) {
      draft.apply(option, word.substring(equals + 1));
    } else {
      draft.apply(option, option.arity() == Arity.REQUIRED ? nextOf(option, name) : "");
    }
  }

  private Option named(String word, String name, boolean argued) throws GrammarError {
    List<Option> found =
        table.stream().filter(option -> option.names().anyMatch(name::equals)).toList();
    if (found.isEmpty() || means(found.getFirst(), name, argued)) {
      found = beginning(name);
    }
    if (found.isEmpty()) {
      throw new GrammarError("unrecognized option '--" + word + "'");
    }
    if (found.size() > 1) {
      throw ambiguous(word, name, found);
    }
    return found.getFirst();
  }

  /** Whether this name of Weir's stands for one of the original's that begins so. */
  private boolean means(Option found, String name, boolean argued) {
    return WeirOptions.ROWS.contains(found)
        && !argued
        && !numberFollows()
        && table.stream()
            .anyMatch(option -> !WeirOptions.ROWS.contains(option) && begins(option, name));
  }

  private boolean numberFollows() {
    return !words.isEmpty() && words.getFirst().chars().allMatch(Character::isDigit);
  }

  private List<Option> beginning(String name) {
    List<Option> all = table.stream().filter(option -> begins(option, name)).toList();
    List<Option> original =
        all.stream().filter(option -> !WeirOptions.ROWS.contains(option)).toList();
    return original.isEmpty() ? all : original;
  }

  private static boolean begins(Option option, String name) {
    return option.names().anyMatch(full -> full.startsWith(name));
  }

  private static GrammarError ambiguous(String word, String name, List<Option> found) {
    return new GrammarError(
        found.stream()
            .map(option -> option.beginning(name))
            .sorted(OptionTable.IN_ORDER)
            .map(full -> " '--" + full + "'")
            .collect(
                Collectors.joining(
                    "", "option '--" + word + "' is ambiguous; possibilities:", "")));
  }

  private String nextOf(Option option, String name) throws GrammarError {
    if (words.isEmpty()) {
      throw new GrammarError("option '--" + option.beginning(name) + "' requires an argument");
    }
    return words.removeFirst();
  }

  private String next(String which) throws GrammarError {
    if (words.isEmpty()) {
      throw new GrammarError("option requires an argument " + which);
    }
    return words.removeFirst();
  }
}
