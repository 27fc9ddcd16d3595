/** What the harness's sub-commands say, and with which exit code, without a world. */
@NullMarked
package dev.weir.it.scenario.command;

import org.jspecify.annotations.NullMarked;
