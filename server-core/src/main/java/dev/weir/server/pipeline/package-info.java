/**
 * The ordered list of named stages that every byte passes, and Weir's own stages, one class each.
 * They allocate nothing per message and work on a channel's loop alone.
 */
@NullMarked
package dev.weir.server.pipeline;

import org.jspecify.annotations.NullMarked;
