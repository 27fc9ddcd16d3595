/** What holds for the whole source tree: its architecture, its documents. */
@NullMarked
package dev.weir.it;

import org.jspecify.annotations.NullMarked;
