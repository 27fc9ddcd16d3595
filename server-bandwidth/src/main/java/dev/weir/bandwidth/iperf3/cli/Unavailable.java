package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.Parameter;
import java.util.List;

/** Options that are read but cannot be done: they are refused by name, never passed over. */
final class Unavailable {

  private record Row(boolean asked, String name) {}

  private Unavailable() {}

  static void check(ClientRequest request) throws RunError {
    refuse(
        List.of(
            new Row(request.parameters().flag(Parameter.MPTCP), "--mptcp"),
            new Row(request.parameters().flag(Parameter.FLOWLABEL), "--flowlabel")));
  }

  private static void refuse(List<Row> rows) throws RunError {
    for (Row row : rows) {
      if (row.asked()) {
        throw new RunError("parameter error - " + row.name() + ": not available in this version");
      }
    }
  }
}
