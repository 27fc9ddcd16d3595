/** Reports of iperf3 from many replicas' logs, merged into one. Nothing here runs a test. */
@NullMarked
package dev.weir.it.scenario.replicas;

import org.jspecify.annotations.NullMarked;
