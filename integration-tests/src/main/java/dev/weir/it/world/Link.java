package dev.weir.it.world;

import java.time.Duration;

/**
 * What lies between the two hosts, the same in both directions.
 *
 * @param rate bits per second; 0 for as fast as the kernel goes
 * @param loss share of packets that are lost, from 0 to 1
 * @param reorder share of packets that are overtaken by later ones, from 0 to 1; needs a rate
 * @param mtu largest packet in bytes; 0 for the kernel's 1500
 * @param delay one way; zero for none
 */
public record Link(long rate, double loss, double reorder, int mtu, Duration delay) {

  /** Nothing but what the kernel gives. */
  public static final Link PLAIN = new Link(0, 0, 0, 0, Duration.ZERO);
}
