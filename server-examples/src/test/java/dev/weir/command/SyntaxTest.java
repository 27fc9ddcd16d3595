package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {

  private final List<String> heard = new ArrayList<>();

  private Syntax syntax() {
    return new Syntax("Does this.")
        .word("TOPIC", "About what.", text -> heard.add("topic " + text))
        .requiredWords("NAME", "Which.", text -> heard.add("name " + text))
        .flag("--all", "All.", () -> heard.add("all"))
        .value("--one", "TEXT", "One.", text -> heard.add("one " + text))
        .values("--many", "TEXT", "Many.", text -> heard.add("many " + text));
  }

  private List<String> parsed(String line) {
    SyntaxParser.parse(syntax(), List.of(line.split(" ")));
    return heard;
  }

  @ParameterizedTest
  @CsvSource({
    "t n, topic t|name n",
    "t n m o, topic t|name n|name m|name o",
    "--one 1 t --all n, one 1|topic t|all|name n",
    "--one=a=b t n, one a=b|topic t|name n",
    "--one= t n, 'one |topic t|name n'",
    "--many 1 t --many=2 n --many 3, many 1|topic t|many 2|name n|many 3",
    "--one -5 t n, one -5|topic t|name n",
    "t -- --all -x, topic t|name --all|name -x",
    "t -, topic t|name -",
  })
  void handsOverFromLeftToRight(String line, String expected) {
    assertThat(String.join("|", parsed(line))).isEqualTo(expected);
  }

  @Test
  void missingWordIsNamed() {
    assertThatThrownBy(() -> parsed("t"))
        .isInstanceOf(UsageException.class)
        .hasMessage("NAME: missing (expected: at least one; Which.)");
  }

  @Test
  void whatAConsumerRefusesIsNamed() {
    Syntax syntax =
        new Syntax("").value("--number", "N", "A number.", text -> Integer.valueOf(text));
    assertThatThrownBy(() -> SyntaxParser.parse(syntax, List.of("--number", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--number: ");
  }

  @Test
  void usageSaysHowOftenEachMayBeGiven() {
    assertThat(UsageText.of("weir do", syntax(), false))
        .isEqualTo(
            """
            Usage: weir do [--all] [--one TEXT] [--many TEXT]... [TOPIC] NAME...
            Does this.
              TOPIC                     About what.
              NAME                      Which.
              --all                     All.
              --one TEXT                One.
              --many TEXT               Many.

            """);
  }
}
