package dev.weir.bandwidth.report.html;

import java.util.List;

/** A page as an HTML document. */
final class PageHtml {
  /** Sections from which on a list of them helps. */
  private static final int WORTH_LISTING = 3;

  /** Nothing may be loaded or run; the icon keeps browsers from asking for one. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private final Page page;
  private final Markup out = new Markup();

  PageHtml(Page page) {
    this.page = page;
  }

  String render() {
    out.trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
    head();
    out.open("body");
    header();
    out.open("main");
    sections();
    environment();
    out.close("main");
    out.open("script", "type", "application/json", "id", "data");
    out.trusted(new PageJson(page).render()).close("script");
    return out.close("body").close("html").toString();
  }

  private void head() {
    out.open("head").empty("meta", "charset", "utf-8");
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.empty("link", "rel", "icon", "href", "data:,");
    out.element("title", page.title());
    out.open("style").trusted(StyleSheet.TEXT).close("style").close("head");
  }

  private void header() {
    out.open("header").element("h1", page.title());
    if (!page.summary().isEmpty()) {
      out.element("p", page.summary(), "class", "summary");
    }
    new VerdictsHtml(out).count(verdicts());
    if (page.sections().size() >= WORTH_LISTING) {
      contents();
    }
    out.close("header");
  }

  private List<Verdict> verdicts() {
    return page.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Verdicts.class::isInstance)
        .flatMap(block -> ((Verdicts) block).verdicts().stream())
        .toList();
  }

  private void contents() {
    out.open("nav", "aria-label", "Sections").open("ul");
    for (int i = 0; i < page.sections().size(); i++) {
      out.open("li").element("a", page.sections().get(i).title(), "href", "#section-" + (i + 1));
      out.close("li");
    }
    if (!page.environment().isEmpty()) {
      out.open("li").element("a", "Environment", "href", "#environment").close("li");
    }
    out.close("ul").close("nav");
  }

  private void sections() {
    for (int i = 0; i < page.sections().size(); i++) {
      section(page.sections().get(i), "section-" + (i + 1));
    }
  }

  private void section(Section section, String id) {
    out.open("section", "id", id, "aria-labelledby", id + "-title");
    out.element("h2", section.title(), "id", id + "-title");
    if (!section.text().isEmpty()) {
      out.element("p", section.text());
    }
    section.blocks().forEach(this::block);
    out.close("section");
  }

  private void block(Block block) {
    switch (block) {
      case Plot plot -> new PlotHtml(plot, out).render();
      case Table table -> new TableHtml(out).render(table);
      case Verdicts verdicts -> new VerdictsHtml(out).render(verdicts);
      case Note(String text) -> out.element("p", text, "class", "note");
    }
  }

  private void environment() {
    if (page.environment().isEmpty()) {
      return;
    }
    out.open("section", "id", "environment", "aria-labelledby", "environment-title");
    out.element("h2", "Environment", "id", "environment-title").open("dl");
    page.environment().forEach(this::fact);
    out.close("dl").close("section");
  }

  private void fact(Fact fact) {
    out.open("div").element("dt", fact.name()).open("dd").text(fact.value());
    if (!fact.note().isEmpty()) {
      out.element("small", fact.note());
    }
    out.close("dd").close("div");
  }
}
