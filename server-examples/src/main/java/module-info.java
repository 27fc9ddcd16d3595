/** Example servers, a page each, and the weir command. */
@org.jspecify.annotations.NullMarked
module dev.weir.command {
  requires static org.jspecify;
  requires dev.weir.bandwidth;
  requires info.picocli;

  exports dev.weir.command;
}
