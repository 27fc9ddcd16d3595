package dev.weir.it.world;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The link of a world and what can go wrong with it. Whatever drops packets does it where they
 * arrive: a sender whose own firewall drops gets an error, which no real network gives.
 */
public final class Network {

  private static final String LOST = "loss";
  private static final String CUT = "partition";
  private static final String LONG = "black-hole";
  private static final String RESET = "reset";
  private static final String PORTS = "/proc/sys/net/ipv4/ip_local_port_range";
  private static final String ALL_PORTS = "32768 60999";
  // One is what a test's control connection takes; its streams find none.
  private static final String FEW_PORTS = "40000 40000";

  private final World world;
  private Link link = Link.PLAIN;

  /** The network of a world, without anything wrong. */
  public Network(World world) {
    this.world = world;
  }

  /** Makes the link what it shall be. */
  public void apply(Link wanted) {
    if (wanted.equals(Link.PLAIN)) {
      return;
    }
    link = wanted;
    hosts().forEach(host -> new HostLink(host).apply(wanted));
    loss(wanted.loss());
  }

  /** Loses this share of all packets, in both directions; 0 for none. */
  public void loss(double share) {
    for (Host host : hosts().toList()) {
      unblock(host, LOST);
      if (share > 0) {
        String probability = "%.6f".formatted(share);
        block(
            host,
            LOST,
            "-m",
            "statistic",
            "--mode",
            "random",
            "--probability",
            probability,
            "-j",
            "DROP");
      }
    }
  }

  /** The share that the scenario asks for, after a fault changed it. */
  public void lossAsAsked() {
    loss(link.loss());
  }

  /** Limits both directions to this many bits per second; 0 for what the scenario asks for. */
  public void rate(long bits) {
    long wanted = bits == 0 ? link.rate() : bits;
    hosts().forEach(host -> new HostLink(host).rate(wanted));
  }

  /** Nothing reaches the host any more and nothing that it sends arrives; nobody is told. */
  public void partition(Role role) {
    hosts().forEach(host -> block(host, CUT + "-" + role.word(), "-j", "DROP"));
  }

  /** Ends the partition of a host. */
  public void heal(Role role) {
    hosts().forEach(host -> unblock(host, CUT + "-" + role.word()));
  }

  /** Takes the host's interface down, or up again. */
  public void link(Role role, boolean up) {
    Host host = world.host(role);
    host.run("ip", "link", "set", host.device(), up ? "up" : "down");
  }

  /** Packets longer than this many bytes vanish without the ICMP message that would tell. */
  public void blackHole(int longest) {
    for (Host host : hosts().toList()) {
      block(host, LONG, "-m", "length", "--length", (longest + 1) + ":65535", "-j", "DROP");
    }
  }

  /** Ends the black hole. */
  public void noBlackHole() {
    hosts().forEach(host -> unblock(host, LONG));
  }

  /** Every TCP segment that reaches the host is answered with a reset. */
  public void reset(Role role) {
    world
        .host(role)
        .run(
            rule(
                "filter",
                "-I",
                "INPUT",
                RESET,
                world.host(role).device(),
                "-p",
                "tcp",
                "-j",
                "REJECT",
                "--reject-with",
                "tcp-reset"));
  }

  /** Ends the resets. */
  public void noReset(Role role) {
    world
        .host(role)
        .run(
            rule(
                "filter",
                "-D",
                "INPUT",
                RESET,
                world.host(role).device(),
                "-p",
                "tcp",
                "-j",
                "REJECT",
                "--reject-with",
                "tcp-reset"));
  }

  /** Leaves the host next to no local ports for connections of its own, or all of them again. */
  public void exhaustPorts(Role role, boolean exhausted) {
    String range = exhausted ? FEW_PORTS : ALL_PORTS;
    world.host(role).run("sh", "-c", "echo '" + range + "' > " + PORTS);
  }

  private Stream<Host> hosts() {
    return Stream.of(Role.values()).map(world::host);
  }

  private static void block(Host host, String name, String... what) {
    host.run(rule("raw", "-I", "PREROUTING", name, host.device(), what));
  }

  /** Removes the rules of this name, however many there are. */
  private static void unblock(Host host, String name) {
    String comment = "--comment " + RunId.ANY + name + " ";
    host.run("iptables", "-w", "-t", "raw", "-S", "PREROUTING")
        .lines()
        .filter(line -> (line + " ").contains(comment))
        .map(line -> line.replaceFirst("^-A", "-D"))
        .forEach(line -> host.run(words("iptables -w -t raw " + line)));
  }

  private static List<String> rule(
      String table, String verb, String chain, String name, String device, String... what) {
    Stream<String> head =
        Stream.of(
            "iptables",
            "-w",
            "-t",
            table,
            verb,
            chain,
            "-i",
            device,
            "-m",
            "comment",
            "--comment",
            RunId.ANY + name);
    return Stream.concat(head, Stream.of(what)).toList();
  }

  private static List<String> words(String line) {
    return Stream.of(line.split(" ")).map(Objects::requireNonNull).toList();
  }
}
