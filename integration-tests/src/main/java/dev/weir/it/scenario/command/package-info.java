/** The sub-commands that the harness adds to the weir command in a source tree. */
@NullMarked
package dev.weir.it.scenario.command;

import org.jspecify.annotations.NullMarked;
