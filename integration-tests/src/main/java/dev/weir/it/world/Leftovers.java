package dev.weir.it.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs have left whose harness and watchdog were both killed. */
public final class Leftovers {

  private static final Pattern NAME = Pattern.compile("(weir-[a-z0-9]{6}-)\\S*");

  private Leftovers() {}

  /**
   * Removes it. Runs that still have a watchdog are at work, or are being cleaned up by it, and are
   * left alone.
   *
   * @return the runs of which something was left
   */
  public static List<String> remove() {
    List<String> runs = new ArrayList<>(all());
    runs.removeAll(alive());
    runs.forEach(run -> Cleanup.of(new RunId(run)).run());
    return runs;
  }

  /** Every run of which there is something, at work or not. */
  static List<String> all() {
    Set<String> runs = new TreeSet<>();
    namespaces(runs);
    containers(runs);
    processes(runs);
    return new ArrayList<>(runs);
  }

  /** The runs of one harness, by its watchdog, of which there is something. */
  static List<String> of(long harness) {
    Set<String> runs = new TreeSet<>();
    ProcessHandle.of(harness).stream()
        .flatMap(ProcessHandle::children)
        .map(child -> Path.of("/proc", Long.toString(child.pid()), "cmdline"))
        .forEach(file -> watched(file, runs));
    runs.retainAll(all());
    return new ArrayList<>(runs);
  }

  private static void namespaces(Set<String> runs) {
    if (Machine.has("ip")) {
      find(Shell.run("ip", "netns", "list"), runs);
    }
  }

  private static void containers(Set<String> runs) {
    if (Machine.has("docker") && Shell.succeeds("docker", "version")) {
      String ours = "label=dev.weir.run";
      find(Shell.run("docker", "ps", "-a", "--filter", ours, "--format", "{{.Names}}"), runs);
      find(Shell.run("docker", "network", "ls", "--filter", ours, "--format", "{{.Name}}"), runs);
    }
  }

  private static void processes(Set<String> runs) {
    for (String environment : ofAllProcesses("environ")) {
      for (String variable : environment.split("\0", -1)) {
        if (variable.startsWith(RunId.VARIABLE + "=")) {
          find(variable.substring(RunId.VARIABLE.length() + 1), runs);
        }
      }
    }
  }

  private static Set<String> alive() {
    Set<String> runs = new TreeSet<>();
    ofAllProcesses("cmdline").forEach(line -> watched(line, runs));
    return runs;
  }

  private static void watched(Path file, Set<String> runs) {
    List<String> lines = new ArrayList<>();
    text(file, lines);
    lines.forEach(line -> watched(line, runs));
  }

  /** The run of a watchdog's command line; other command lines have none. */
  private static void watched(String line, Set<String> runs) {
    String[] words = line.split("\0", -1);
    for (int i = 0; i + 2 < words.length; i++) {
      if (words[i].equals(Watchdog.NAME)) {
        find(words[i + 2], runs);
      }
    }
  }

  private static void find(String text, Set<String> runs) {
    text.lines()
        .map(NAME::matcher)
        .filter(Matcher::lookingAt)
        .forEach(matcher -> runs.add(matcher.group(1)));
  }

  private static List<String> ofAllProcesses(String file) {
    List<String> texts = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        text(process.resolve(file), texts);
      }
    } catch (IOException noProc) {
      // Not Linux: nothing of ours can be there.
    }
    return texts;
  }

  private static void text(Path file, List<String> texts) {
    try {
      texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException goneOrNotOurs) {
      // A process that has ended, or another user's, has nothing for us.
    }
  }
}
