/** Programs and ports on the machine that the tests run on. */
@NullMarked
package dev.weir.it.machine;

import org.jspecify.annotations.NullMarked;
