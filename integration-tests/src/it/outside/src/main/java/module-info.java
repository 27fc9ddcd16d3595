module outside {
  requires dev.weir.server;
}
