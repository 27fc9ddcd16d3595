/**
 * The report for people: a neutral model of a page of measurements and its rendering to one HTML
 * file.
 *
 * <p>Whoever measured something ({@code weir bench}, {@code weir iperf3}, the harness, the
 * benchmarks) fills a {@link dev.weir.bandwidth.report.html.Page} and writes it. Nothing here
 * measures, talks to a network or knows a protocol; the bridge from iperf3's report is the one
 * class that reads another package's model.
 *
 * <p><b>Why static SVG and no plotting library.</b> uPlot, inlined from its WebJar, was weighed: it
 * zooms well, but draws on a canvas, so that a page without scripts (a mail attachment, a CI
 * artefact viewer, a strict content security policy) shows nothing, print gets a bitmap in the
 * colours of the screen, and a screen reader finds an empty box. The plots here are drawn at render
 * time as inline SVG, once for phones and once for wide screens and paper. The page holds no script
 * at all, its content security policy forbids every request, and the same page comes out of the
 * same measurements byte for byte. The full data lies in the page as JSON for programs.
 */
@NullMarked
package dev.weir.bandwidth.report.html;

import org.jspecify.annotations.NullMarked;
