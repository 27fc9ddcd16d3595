package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Peer;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any image: what it prints is not understood, so its figures are those of the wire. */
final class ImageTool implements Tool {

  @Override
  public Optional<String> cannot(Scenario scenario, Peer self) {
    return Optional.empty();
  }

  @Override
  public Program server(Scenario scenario, Peer self, int port) {
    return program(scenario, self, "0.0.0.0", port);
  }

  @Override
  public String ready(Peer self) {
    return self.ready();
  }

  @Override
  public Program client(Scenario scenario, Peer self, String address, int port) {
    return program(scenario, self, address, port);
  }

  private static Program program(Scenario scenario, Peer self, String address, int port) {
    List<String> words =
        self.command().stream()
            .map(word ->
                word.replace("{address}", address)
                    .replace("{port}", Integer.toString(port))
                    .replace("{seconds}", Long.toString(scenario.duration().toSeconds())))
            .toList();
    return new Program(self.image(), words, Optional.of(self.image()), false, self.memory());
  }

  @Override
  public ToolReport report(Scenario scenario, String output, String errors) {
    return new ToolReport(Map.of(), 0, 0, Map.of(), List.of(), "");
  }
}
