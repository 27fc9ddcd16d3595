/** Scenarios as data: what a file may say, and what it says. Nothing here runs anything. */
@NullMarked
package dev.weir.it.scenario;

import org.jspecify.annotations.NullMarked;
