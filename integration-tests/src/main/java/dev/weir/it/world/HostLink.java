package dev.weir.it.world;

import java.util.ArrayList;
import java.util.List;

/**
 * One host's half of the link. What arrives is led through an {@code ifb} device first, and the
 * rate is that device's: as behind a switch, what is too much is queued and then lost on the way,
 * and the sender's own socket does not feel it.
 */
final class HostLink {

  private static final String FUNNEL = "ifb0";
  private static final int HEADERS = 14;
  private static final int KERNEL_MTU = 1500;
  private static final long BURST_AT_LEAST = 16 * 1024;
  private static final double BURST_SECONDS = 0.002;
  private static final String QUEUE = "50ms";
  // The slow lane has twice the capacity that the share of packets sent to it needs.
  private static final double LANE_HEADROOM = 2;

  private final Host host;
  private final String device;

  HostLink(Host host) {
    this.host = host;
    this.device = host.device();
  }

  void apply(Link link) {
    if (link.mtu() != 0) {
      host.run("ip", "link", "set", device, "mtu", Integer.toString(link.mtu()));
    }
    if (link.loss() > 0 || link.reorder() > 0 || link.rate() > 0) {
      // Else the kernel carries 64 KiB as one packet, and loses or reorders them together.
      host.run("ip", "link", "set", device, "gso_max_segs", "1");
    }
    if (link.rate() > 0) {
      rate(link.rate());
    }
    if (!link.delay().isZero() || link.reorder() > 0) {
      leaving(link);
    }
  }

  void rate(long bits) {
    funnel();
    if (bits == 0) {
      host.run("sh", "-c", "tc qdisc del dev " + FUNNEL + " root 2>/dev/null || true");
      return;
    }
    long burst = Math.max(BURST_AT_LEAST, (long) (bits / 8.0 * BURST_SECONDS));
    host.run(
        "tc",
        "qdisc",
        "replace",
        "dev",
        FUNNEL,
        "root",
        "tbf",
        "rate",
        bits + "bit",
        "burst",
        Long.toString(burst),
        "latency",
        QUEUE);
  }

  private void funnel() {
    if (host.run("ip", "-o", "link").contains(FUNNEL)) {
      return;
    }
    host.run("ip", "link", "add", FUNNEL, "type", "ifb");
    host.run("ip", "link", "set", FUNNEL, "up");
    host.run("tc", "qdisc", "add", "dev", device, "handle", "ffff:", "ingress");
    host.run(
        ("tc filter add dev " + device + " parent ffff: protocol all u32 match u32 0 0")
            .concat(" action mirred egress redirect dev " + FUNNEL)
            .split(" ", -1));
  }

  private void leaving(Link link) {
    if (link.reorder() > 0) {
      twoLanes(link);
    } else {
      List<String> words = new ArrayList<>(List.of("tc", "qdisc", "add", "dev", device, "root"));
      words.addAll(List.of("netem", "delay", link.delay().toNanos() / 1000 + "us"));
      words.addAll(List.of("limit", "100000"));
      host.run(words);
    }
  }

  /** Packets picked at random take a slower lane and arrive after those that left later. */
  private void twoLanes(Link link) {
    long slow = Math.max(64_000, (long) (link.rate() * link.reorder() * LANE_HEADROOM));
    long packet = (long) (link.mtu() == 0 ? KERNEL_MTU : link.mtu()) + HEADERS;
    host.run("tc", "qdisc", "add", "dev", device, "root", "handle", "1:", "htb", "default", "1");
    lane("1:1", 10 * link.rate(), Math.max(BURST_AT_LEAST, link.rate() / 100));
    lane("1:2", slow, packet);
    host.run(
        "iptables",
        "-w",
        "-t",
        "mangle",
        "-A",
        "POSTROUTING",
        "-o",
        device,
        "-m",
        "statistic",
        "--mode",
        "random",
        "--probability",
        "%.6f".formatted(link.reorder()),
        "-m",
        "comment",
        "--comment",
        RunId.ANY + "reorder",
        "-j",
        "CLASSIFY",
        "--set-class",
        "1:2");
  }

  private void lane(String id, long rate, long burst) {
    host.run(
        "tc",
        "class",
        "add",
        "dev",
        device,
        "parent",
        "1:",
        "classid",
        id,
        "htb",
        "rate",
        rate + "bit",
        "burst",
        Long.toString(burst),
        "cburst",
        Long.toString(burst),
        "quantum",
        "1514");
  }
}
