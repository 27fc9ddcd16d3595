package dev.weir.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.linux.call.ResourceCalls;
import dev.weir.linux.call.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * Processor time used, in the kernel's resolution of a microsecond.
 *
 * @param userNanos in the program itself, nanoseconds
 * @param systemNanos in the kernel on its behalf, nanoseconds
 */
public record CpuTime(long userNanos, long systemNanos) {

  /**
   * What the calling thread has used since its start.
   *
   * @return its time
   * @throws UnsupportedOperationException away from Linux
   */
  public static CpuTime ofThread() {
    return of(ResourceCalls.RUSAGE_THREAD);
  }

  /**
   * What this process has used since its start, over all its threads.
   *
   * @return its time
   * @throws UnsupportedOperationException away from Linux
   */
  public static CpuTime ofProcess() {
    return of(ResourceCalls.RUSAGE_SELF);
  }

  /**
   * Time in program and kernel together.
   *
   * @return nanoseconds
   */
  public long totalNanos() {
    return userNanos + systemNanos;
  }

  /**
   * What was used since an earlier reading.
   *
   * @param earlier of the same thread or process
   * @return the difference
   */
  public CpuTime since(CpuTime earlier) {
    return new CpuTime(userNanos - earlier.userNanos, systemNanos - earlier.systemNanos);
  }

  private static CpuTime of(int who) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(ResourceCalls.RUSAGE_BYTES, Long.BYTES);
      ResourceCalls.usage(who, usage);
      return new CpuTime(nanos(usage, 0), nanos(usage, 16));
    } catch (SystemCallException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static long nanos(MemorySegment usage, long offset) {
    long seconds = usage.get(JAVA_LONG, offset);
    long micros = usage.get(JAVA_LONG, offset + Long.BYTES);
    return TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MICROSECONDS.toNanos(micros);
  }
}
