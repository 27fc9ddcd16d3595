/**
 * The launcher script in the root, run as a user runs it. What the command does is tested
 * elsewhere.
 */
@NullMarked
package dev.weir.it.launcher;

import org.jspecify.annotations.NullMarked;
