package dev.weir.command.config;

/**
 * A place in a configuration file, printed as compilers print it, so that editors jump there.
 *
 * @param file the file as it was named by whoever asked for it
 * @param line line, from 1
 * @param column column in characters, from 1
 */
public record Location(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
