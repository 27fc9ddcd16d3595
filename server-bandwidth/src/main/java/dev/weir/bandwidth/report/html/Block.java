package dev.weir.bandwidth.report.html;

/** What a section consists of. */
public sealed interface Block permits Plot, Table, Verdicts, Note {}
