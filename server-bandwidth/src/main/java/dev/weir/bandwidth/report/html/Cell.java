package dev.weir.bandwidth.report.html;

/** What stands in a table: a figure with its unit, or words. */
public sealed interface Cell permits Figure, Words {}
