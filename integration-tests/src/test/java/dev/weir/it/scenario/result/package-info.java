/** What runs found, judged and compared. */
@NullMarked
package dev.weir.it.scenario.result;

import org.jspecify.annotations.NullMarked;
