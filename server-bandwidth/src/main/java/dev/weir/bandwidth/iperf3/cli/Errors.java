package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TestEvents;

/** Tells what went wrong where a person sees it, beside a text report. */
record Errors(Console console) implements TestEvents {

  @Override
  public void refused(String text) {
    console.error(text);
  }

  @Override
  public void failed(String text) {
    console.error(text);
  }
}
