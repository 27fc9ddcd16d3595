package dev.weir.bandwidth.report;

/**
 * Processor time over wall time, in percent; above 100 where several processors worked.
 *
 * @param total user and system
 * @param user in the program
 * @param system in the kernel
 */
public record CpuUse(double total, double user, double system) {

  /** Nothing used, or nothing known. */
  public static final CpuUse NONE = new CpuUse(0, 0, 0);
}
