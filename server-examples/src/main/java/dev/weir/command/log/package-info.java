/** The command's log backend: one line an event, on stderr. Libraries know SLF4J only. */
@org.jspecify.annotations.NullMarked
package dev.weir.command.log;
