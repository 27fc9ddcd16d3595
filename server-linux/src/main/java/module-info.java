/** The kernel as a Java API: system calls, namespaces, socket tables. */
@org.jspecify.annotations.NullMarked
module dev.weir.linux {
  requires static org.jspecify;

  exports dev.weir.linux;
  exports dev.weir.linux.call;
}
