package dev.weir.server;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names threads by what they serve: {@code echo-0}, {@code echo-1}. */
final class LoopThreads extends DefaultThreadFactory {
  private final String name;
  private final AtomicInteger next = new AtomicInteger();

  LoopThreads(String name, boolean daemon) {
    super(name, daemon);
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = super.newThread(work);
    thread.setName(name + "-" + next.getAndIncrement());
    return thread;
  }
}
