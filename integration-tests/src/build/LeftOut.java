import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The last words of the build: which tests of all modules were left out, and why, and which came
 * right at the second try only.
 *
 * <p>Arguments: the root of the source tree, and when the build began (reports of earlier builds
 * do not count). With {@code CI=true} the build fails where a test was left out for want of
 * something that docker/setup brings; what the kernel lacks is only named.
 */
public final class LeftOut {

  private static final String REMEDY = "run docker/setup";

  private final Map<String, List<String>> testsByReason = new TreeMap<>();
  private final Map<String, String> failureByTest = new TreeMap<>();

  /** Reads the reports, prints the list, and exits 1 where CI must not pass. */
  public static void main(String[] args) throws Exception {
    LeftOut leftOut = new LeftOut();
    for (Path report : reports(Path.of(args[0]), Instant.parse(args[1]))) {
      leftOut.read(report);
    }
    leftOut.print();
    if ("true".equals(System.getenv("CI")) && leftOut.remediable()) {
      System.out.println("Left out with CI=true: that fails the build. Run docker/setup first.");
      System.exit(1);
    }
  }

  private static List<Path> reports(Path root, Instant begin) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .flatMap(module -> Stream.of("surefire-reports", "failsafe-reports")
              .map(module.resolve("target")::resolve))
          .filter(Files::isDirectory)
          .flatMap(LeftOut::files)
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .filter(file -> !modified(file).isBefore(begin))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void read(Path report) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
    NodeList skipped = document.getElementsByTagName("skipped");
    for (int i = 0; i < skipped.getLength(); i++) {
      Element element = (Element) skipped.item(i);
      String test = ((Element) element.getParentNode()).getAttribute("classname");
      testsByReason
          .computeIfAbsent(reason(element), reason -> new ArrayList<>())
          .add(test.substring(test.lastIndexOf('.') + 1));
    }
    readSecondTries(document.getElementsByTagName("flakyFailure"));
    readSecondTries(document.getElementsByTagName("flakyError"));
  }

  private void readSecondTries(NodeList failures) {
    for (int i = 0; i < failures.getLength(); i++) {
      Element failure = (Element) failures.item(i);
      Element test = (Element) failure.getParentNode();
      failureByTest.put(
          test.getAttribute("classname").replaceFirst(".*\\.", "") + "." + test.getAttribute("name"),
          failure.getTextContent().strip().lines().findFirst().orElse("no reason given"));
    }
  }

  private static String reason(Element skipped) {
    String message = skipped.getAttribute("message");
    if (message.isEmpty()) {
      // Failsafe writes an assumption's words into the text alone, behind the exception's name.
      message = skipped.getTextContent().lines().findFirst().orElse("").replaceFirst("^[\\w.]+: ", "");
    }
    return message.isEmpty() ? "no reason given" : message.replaceAll("\\s+", " ").strip();
  }

  private void print() {
    printSecondTries();
    if (testsByReason.isEmpty()) {
      System.out.println("Nothing was left out: every test ran.");
      return;
    }
    System.out.println("Left out:");
    testsByReason.forEach((reason, tests) -> System.out.println("  " + named(tests) + ": " + reason));
  }

  private void printSecondTries() {
    if (!failureByTest.isEmpty()) {
      System.out.println("Failed, and came right at the second try:");
      failureByTest.forEach((test, failure) -> System.out.println("  " + test + ": " + failure));
    }
  }

  private static String named(List<String> tests) {
    return tests.stream()
        .collect(Collectors.groupingBy(test -> test, TreeMap::new, Collectors.counting()))
        .entrySet().stream()
        .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + ")" : ""))
        .collect(Collectors.joining(", "));
  }

  private boolean remediable() {
    return testsByReason.keySet().stream().anyMatch(reason -> reason.contains(REMEDY));
  }
}
