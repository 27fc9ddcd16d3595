package com.example;

import java.util.concurrent.CountDownLatch;

/** A user's code that waits where it must not. */
public final class Blocking {
  private Blocking() {}

  /**
   * Waits on the calling thread.
   *
   * @param release until this
   */
  public static void on(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
