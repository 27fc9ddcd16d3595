/**
 * What runs found: as JSON for programs, as a page for people, as JUnit's XML for CI; whether what
 * was expected holds; and whether one run was better than another.
 */
@NullMarked
package dev.weir.it.scenario.result;

import org.jspecify.annotations.NullMarked;
