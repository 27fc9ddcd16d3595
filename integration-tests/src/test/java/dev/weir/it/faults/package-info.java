/**
 * Servers of server-core in networks and machines that fail: who was answered gets the answer, and
 * what was lost is counted.
 */
@NullMarked
package dev.weir.it.faults;

import org.jspecify.annotations.NullMarked;
