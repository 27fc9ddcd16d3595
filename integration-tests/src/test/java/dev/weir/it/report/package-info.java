/**
 * The report page in a real browser.
 *
 * <p>Chromium is driven by its own DevTools protocol over the JDK's WebSocket. Playwright for Java
 * does the same with more comfort, but its driver is a download of more than 200 MB for each fresh
 * clone, for these few calls; the protocol's calls used here are among those marked stable.
 */
@NullMarked
package dev.weir.it.report;

import org.jspecify.annotations.NullMarked;
