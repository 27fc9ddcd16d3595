/**
 * How the command writes things down, whatever they mean: tables, JSON, the name that a mistyped
 * one meant.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command.text;
