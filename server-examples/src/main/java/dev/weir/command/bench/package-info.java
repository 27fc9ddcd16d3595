/**
 * {@code weir bench}: what is measured, in which order, and how it is shown. How to measure does
 * not live here: echo is dev.weir.bandwidth.load, bandwidth is dev.weir.bandwidth.iperf3.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command.bench;
