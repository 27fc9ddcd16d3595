/**
 * How fast bytes may move: the arithmetic behind the rates of {@link
 * dev.weir.server.connection.Flow}, shared by the pipeline and by transfers that by-pass it. What
 * is delayed is the caller's.
 */
@NullMarked
package dev.weir.server.shaping;

import org.jspecify.annotations.NullMarked;
