package dev.weir.it.readme;

import dev.weir.it.machine.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A fenced block of README.md.
 *
 * @param language what stands after the fence
 * @param text what stands between the fences
 */
record CodeBlock(String language, String text) {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern PORT = Pattern.compile("(?<=:|-p )[1-9]\\d{3,4}\\b");
  private static final Pattern PROMISE = Pattern.compile("# => (.+)");

  /** All blocks of a language, in their order. */
  static List<CodeBlock> in(String language) throws IOException {
    return FENCED
        .matcher(Files.readString(README))
        .results()
        .map(match -> new CodeBlock(match.group(1), match.group(2)))
        .filter(block -> block.language().equals(language))
        .toList();
  }

  /** The same block, each port in it replaced by one that is free here. */
  CodeBlock onFreePorts() {
    Map<String, String> ports = new HashMap<>();
    String moved =
        PORT.matcher(text)
            .replaceAll(
                port -> ports.computeIfAbsent(port.group(), any -> "" + FreePort.forTcpAndUdp()));
    return new CodeBlock(language, moved);
  }

  /** The ports that the block names. */
  List<Integer> ports() {
    return PORT.matcher(text).results().map(MatchResult::group).map(Integer::valueOf).toList();
  }

  /** The lines that the block says will be printed. */
  List<String> promises() {
    return PROMISE.matcher(text).results().map(match -> match.group(1).strip()).toList();
  }
}
