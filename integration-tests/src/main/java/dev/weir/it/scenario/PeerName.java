package dev.weir.it.scenario;

import java.util.Locale;

/** What can stand at an end. */
public enum PeerName {
  /** Weir, speaking iperf3. */
  WEIR,
  /** The original iperf3. */
  IPERF3,
  /** The original iperf, version 2. */
  IPERF2,
  /** Any image of a container. */
  IMAGE;

  /** The word for it in files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
