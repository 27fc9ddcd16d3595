package dev.weir.server.metrics;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;

/** The memory of buffers, of the whole process. Any thread. */
public final class BufferMemory {
  private final ByteBufAllocator allocator;

  /**
   * The memory of an allocator.
   *
   * @param allocator that the channels use
   */
  public BufferMemory(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  double direct() {
    return of(ByteBufAllocatorMetric::usedDirectMemory);
  }

  double heap() {
    return of(ByteBufAllocatorMetric::usedHeapMemory);
  }

  private double of(ToLongFunction<ByteBufAllocatorMetric> area) {
    return allocator instanceof ByteBufAllocatorMetricProvider provider
        ? area.applyAsLong(provider.metric())
        : Double.NaN;
  }

  double java() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToDouble(BufferPoolMXBean::getMemoryUsed)
        .findFirst()
        .orElse(Double.NaN);
  }

  double netty() {
    long used = PlatformDependent.usedDirectMemory();
    return used < 0 ? Double.NaN : used;
  }
}
