package dev.weir.server.testing;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A loop with a thread of its own, in real time; the test waits for what it does. */
final class Running implements Drive {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final EventLoop loop =
      new DefaultEventLoop(Thread.ofPlatform().daemon().name("test-peer-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void run(Runnable action) {
    loop.submit(action).syncUninterruptibly();
  }

  @Override
  public void changed() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration patience) {
    lock.lock();
    try {
      long until = System.nanoTime() + patience.toNanos();
      while (!condition.getAsBoolean() && System.nanoTime() - until < 0) {
        // Looked at now and then: what a task's thread does signals nobody.
        change.awaitNanos(LOOK_NANOS);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return condition.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void advance(Duration time) {
    throw new IllegalStateException(
        "advance: this peer's loop runs in real time (expected: TestPeer.inStep)");
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
