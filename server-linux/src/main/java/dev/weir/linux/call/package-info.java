/**
 * System calls of Linux by the foreign-function interface: bound once, called by number of
 * descriptor, errors as {@link dev.weir.linux.call.Errno}.
 *
 * <p>Here live the calls, their constants and the memory layouts they need, and nothing that knows
 * what a server is. Each class binds its calls when it is first used, so a program that uses none
 * pays for none; away from Linux each call throws {@link UnsupportedOperationException} when it is
 * made. No type of Netty may appear here.
 */
package dev.weir.linux.call;
