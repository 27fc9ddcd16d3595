/**
 * Whether the benchmark can be trusted: its own programs, and what is generated from its result.
 */
@NullMarked
package dev.weir.it.benchmark;

import org.jspecify.annotations.NullMarked;
