package dev.weir.it.scenario.result;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run's expectations as JUnit's XML, the form that CI servers read. */
public final class JUnitXml {

  private JUnitXml() {}

  /** Writes it, replacing the file. */
  public static void write(RunResult run, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      suite(run, xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void suite(RunResult run, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "weir harness " + run.name());
    xml.writeAttribute("timestamp", run.started());
    xml.writeAttribute("time", "%.3f".formatted(run.seconds()));
    xml.writeAttribute("tests", Integer.toString(run.judgements().size()));
    xml.writeAttribute("failures", count(run, Judgement.Outcome.MISSED));
    xml.writeAttribute("skipped", count(run, Judgement.Outcome.SKIPPED));
    xml.writeAttribute("errors", "0");
    for (Judgement judgement : run.judgements()) {
      test(run, judgement, xml);
    }
    xml.writeEndElement();
  }

  private static void test(RunResult run, Judgement judgement, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", run.name() + "." + clean(judgement.key()));
    xml.writeAttribute("name", clean(judgement.expectation()));
    switch (judgement.outcome()) {
      case MET -> {}
      case MISSED -> message(xml, "failure", judgement.seen());
      case SKIPPED -> message(xml, "skipped", judgement.seen());
    }
    xml.writeStartElement("system-out");
    xml.writeCharacters(clean(figures(run, judgement)));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void message(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", clean(text));
    xml.writeEndElement();
  }

  /** Every round's figures of the judged cell. */
  static String figures(RunResult run, Judgement judgement) {
    List<CellResult> rounds =
        run.cells().stream().filter(one -> one.key().equals(judgement.key())).toList();
    return rounds.stream()
        .map(one -> "round " + one.round() + ": " + words(one.figures()))
        .collect(Collectors.joining("\n"));
  }

  private static String words(Map<String, Double> figures) {
    return FigureText.of(figures);
  }

  private static String count(RunResult run, Judgement.Outcome outcome) {
    return Long.toString(run.judgements().stream().filter(one -> one.outcome() == outcome).count());
  }

  // A tool's words may hold characters that XML has no way to write.
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}]", "?");
  }
}
