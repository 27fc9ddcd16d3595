/** Tests of merging the reports of many replicas. */
@NullMarked
package dev.weir.it.scenario.replicas;

import org.jspecify.annotations.NullMarked;
