/**
 * The weir command: finding sub-commands, running one, exit codes and terminal manners. What a
 * sub-command does lives in its own package; the code here starts in every process, so nothing in
 * it may load a parser, a registry or a network library.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command;
