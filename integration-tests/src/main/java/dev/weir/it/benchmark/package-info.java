/**
 * The benchmark: Weir beside C, iperf3 and other frameworks, in one run. The main class, and where
 * its result goes.
 */
@NullMarked
package dev.weir.it.benchmark;

import org.jspecify.annotations.NullMarked;
