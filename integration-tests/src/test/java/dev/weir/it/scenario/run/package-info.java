/** What happens while a scenario runs. */
@NullMarked
package dev.weir.it.scenario.run;

import org.jspecify.annotations.NullMarked;
