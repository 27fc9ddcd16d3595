package dev.weir.server.option;

import dev.weir.server.option.OptionTarget.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts chosen options on a socket and reads them back. */
public final class OptionApplication {
  private OptionApplication() {}

  /**
   * Sets the choices, in order.
   *
   * @param choices what was chosen for this kind of socket
   * @param target the socket
   * @throws OptionRefusedException at the first that is refused
   */
  public static void set(List<Choice<?>> choices, OptionTarget target)
      throws OptionRefusedException {
    for (Choice<?> choice : choices) {
      set(choice, target);
    }
  }

  /**
   * Reads the choices back.
   *
   * @param choices what was set
   * @param target the socket
   * @param endpoint whose socket, for the report
   * @return a report for each
   * @throws OptionRefusedException where one cannot be read
   */
  public static List<OptionReport> report(
      List<Choice<?>> choices, OptionTarget target, String endpoint) throws OptionRefusedException {
    List<OptionReport> reports = new ArrayList<>();
    for (Choice<?> choice : choices) {
      reports.add(report(choice, target, endpoint));
    }
    return reports;
  }

  private static <T> void set(Choice<T> choice, OptionTarget target) throws OptionRefusedException {
    try {
      target.set(choice.option(), choice.value());
    } catch (IOException refused) {
      throw new OptionRefusedException(choice, refused);
    }
  }

  private static <T> OptionReport report(Choice<T> choice, OptionTarget target, String endpoint)
      throws OptionRefusedException {
    SocketOption<T> option = choice.option();
    try {
      Reading<T> reading = target.get(option);
      String effective = option.type().format(reading.effective());
      String note = effective.equals(choice.asked()) ? idle(choice) : note(option);
      return new OptionReport(
          endpoint, option.name(), choice.asked(), effective, reading.raw(), note);
    } catch (IOException refused) {
      throw new OptionRefusedException(choice, refused);
    }
  }

  /** The one option that the kernel takes, keeps and ignores where a sysctl says so. */
  private static String idle(Choice<?> choice) {
    boolean chosen = choice.option().equals(OptionCatalogue.TCP_FASTOPEN);
    return chosen && !choice.value().equals(0)
        ? Sysctl.value("net.ipv4.tcp_fastopen").map(OptionApplication::idleFastOpen).orElse("")
        : "";
  }

  private static String idleFastOpen(String bits) {
    return (Long.parseLong(bits) & 2) != 0
        ? ""
        : "without effect while net.ipv4.tcp_fastopen = %s lacks 2".formatted(bits);
  }

  private static String note(SocketOption<?> option) {
    String limit = option.notes().limit();
    if (limit.isEmpty()) {
      return "the kernel keeps another value; weir inspect options %s tells why".formatted(option);
    }
    return "the kernel's bound is " + limit + Sysctl.value(limit).map(v -> " = " + v).orElse("");
  }
}
