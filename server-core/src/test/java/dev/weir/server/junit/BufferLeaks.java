package dev.weir.server.junit;

import io.netty.util.LeakPresenceDetector;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;

/**
 * Counts Netty's buffers exactly: what is not released is found without waiting for a collector.
 */
final class BufferLeaks {
  private static final String DETECTOR = "io.netty.customResourceLeakDetector";

  static {
    if (System.getProperty(DETECTOR) == null) {
      System.setProperty(DETECTOR, LeakPresenceDetector.class.getName());
    }
  }

  /** What is open, or why that cannot be known. */
  List<String> left() {
    ResourceLeakDetector<?> probe =
        ResourceLeakDetectorFactory.instance().newResourceLeakDetector(BufferLeaks.class);
    if (!(probe instanceof LeakPresenceDetector)) {
      return List.of(
          "perhaps buffers: Netty counts them by "
              + probe.getClass().getName()
              + " (expected: its exact detector); run with -D"
              + DETECTOR
              + "="
              + LeakPresenceDetector.class.getName());
    }
    return open();
  }

  private static List<String> open() {
    try {
      LeakPresenceDetector.check();
      return List.of();
    } catch (IllegalStateException leak) {
      return List.of("buffers: " + leak.getMessage());
    }
  }
}
