package dev.weir.bandwidth.report;

import java.util.function.Consumer;

/**
 * What a client's control connection made of sizes. The original prints these lines past its own
 * formatter: nothing goes before them, and they come with JSON as well, before it.
 */
public final class ControlSizes implements TestEvents {

  private final Consumer<String> out;

  /**
   * Lines of one test.
   *
   * @param out takes each line, newline included
   */
  public ControlSizes(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void accepted(TestDescription test) {
    if (test.role() == Role.CLIENT) {
      out.accept("Control connection MSS " + test.controlMss() + "\n");
      if (test.blockSizeFound()) {
        out.accept("Setting UDP block size to " + test.settings().blockSize() + "\n");
      }
    }
  }
}
