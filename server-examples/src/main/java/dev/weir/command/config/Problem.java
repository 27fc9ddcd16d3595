package dev.weir.command.config;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param where the offending key or value
 * @param text what it is and what was expected
 */
public record Problem(Location where, String text) {

  @Override
  public String toString() {
    return where + ": " + text;
  }
}
