/** The three ways to write a handler under load: many connections at once, and their cost. */
@NullMarked
package dev.weir.it.handlers;

import org.jspecify.annotations.NullMarked;
