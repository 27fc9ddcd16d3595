package dev.weir.bandwidth.iperf3.cli;

/** Whether an option has an argument. */
enum Arity {
  /** Never. */
  NONE,
  /** Always: joined to it, or the next word. */
  REQUIRED,
  /** Only joined to its long name by an equals sign. */
  OPTIONAL
}
