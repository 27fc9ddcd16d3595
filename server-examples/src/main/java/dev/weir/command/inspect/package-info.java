/**
 * {@code weir inspect}: what this machine is and allows. Everything here looks and changes nothing:
 * what has to be tried is tried on a socket that is thrown away.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command.inspect;
