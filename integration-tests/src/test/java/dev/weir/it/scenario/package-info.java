/** Scenario files and what becomes of them. */
@NullMarked
package dev.weir.it.scenario;

import org.jspecify.annotations.NullMarked;
