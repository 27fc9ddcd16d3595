/** Worlds on this machine, and what is left of them. */
@NullMarked
package dev.weir.it.world;

import org.jspecify.annotations.NullMarked;
