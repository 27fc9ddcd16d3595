package dev.weir.server.option;

import java.io.IOException;

/** The kernel or the transport refused a chosen option. */
public final class OptionRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param choice what was refused
   * @param cause why, with the errno where the kernel gave one
   */
  public OptionRefusedException(Choice<?> choice, IOException cause) {
    super(
        "%s: refused: %s (%s); correct or remove it"
            .formatted(choice, cause.getMessage(), choice.option().type().form()),
        cause);
  }

  /**
   * What was refused, why, and what to do.
   *
   * @return one line
   */
  public String line() {
    return String.valueOf(getMessage());
  }
}
