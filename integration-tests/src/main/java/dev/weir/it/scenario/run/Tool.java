package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Peer;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.world.Program;
import java.util.Optional;

/** A program that can stand at an end: its command lines, and what its output says. */
interface Tool {

  /** Why this end cannot do what the scenario asks; empty where it can. */
  Optional<String> cannot(Scenario scenario, Peer self);

  /** The command line of a server. */
  Program server(Scenario scenario, Peer self, int port);

  /** What a server prints once it listens; empty where it prints nothing. */
  String ready(Peer self);

  /** The command line of a client. */
  Program client(Scenario scenario, Peer self, String address, int port);

  /** What a client's output says. */
  ToolReport report(Scenario scenario, String output, String errors);
}
