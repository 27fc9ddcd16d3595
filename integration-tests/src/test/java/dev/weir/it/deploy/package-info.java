/** What docker/ holds for other machines than this one, checked without them. */
@NullMarked
package dev.weir.it.deploy;

import org.jspecify.annotations.NullMarked;
