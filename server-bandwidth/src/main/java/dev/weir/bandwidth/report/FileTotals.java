package dev.weir.bandwidth.report;

/**
 * A file that a stream was sent from or received into.
 *
 * @param name as it was given
 * @param size bytes it has when the test is over
 */
public record FileTotals(String name, long size) {

  /** How much of the file that is, in whole percent; all of it where the file is empty. */
  public int percent(long bytes) {
    return size > 0 ? (int) (100.0 * bytes / size) : 100;
  }
}
