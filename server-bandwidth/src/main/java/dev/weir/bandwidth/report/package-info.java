/**
 * What a bandwidth test was and what it measured, and the words it is told in.
 *
 * <p>Here live the neutral model (a test's description, its intervals and totals), the arithmetic
 * that turns counters into that model, and the outputs that print it. Nothing here knows a socket,
 * a wire format or a command line: either end of a test hands in samples and reads or prints the
 * result.
 */
package dev.weir.bandwidth.report;
