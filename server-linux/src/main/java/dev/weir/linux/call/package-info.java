/** Placeholder words, replaced with the package's own. */
package dev.weir.linux.call;
