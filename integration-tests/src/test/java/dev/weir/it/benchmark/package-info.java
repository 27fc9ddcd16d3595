/** Whether what is generated from the benchmark's result is what stands in the tree. */
@NullMarked
package dev.weir.it.benchmark;

import org.jspecify.annotations.NullMarked;
