/** The example servers, spoken to by programs that we did not write. */
@NullMarked
package dev.weir.it.examples;

import org.jspecify.annotations.NullMarked;
