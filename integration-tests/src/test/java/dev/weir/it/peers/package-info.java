/** Containers of real tools, and Weir against them. */
@NullMarked
package dev.weir.it.peers;

import org.jspecify.annotations.NullMarked;
