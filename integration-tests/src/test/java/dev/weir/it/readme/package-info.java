/** Compiles and runs what README.md shows. */
@NullMarked
package dev.weir.it.readme;

import org.jspecify.annotations.NullMarked;
