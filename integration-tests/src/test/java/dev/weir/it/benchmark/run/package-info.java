/** The runner's parts, on /proc files and command lines that were made up. */
@NullMarked
package dev.weir.it.benchmark.run;

import org.jspecify.annotations.NullMarked;
