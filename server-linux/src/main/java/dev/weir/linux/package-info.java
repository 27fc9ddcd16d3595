/**
 * The kernel as a Java API: what a connection's TCP is doing, where processor time went, network
 * namespaces, who holds a port.
 *
 * <p>Readable values and actions live here; the system calls below them are in {@link
 * dev.weir.linux.call}. No type of Netty may appear here.
 */
package dev.weir.linux;
