/**
 * Servers to copy from: a page each, with its own {@code main}, each showing one idea. Nothing here
 * may use more of Weir than a user can, and nothing here knows the command.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.examples;
