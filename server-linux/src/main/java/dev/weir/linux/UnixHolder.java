package dev.weir.linux;

import java.util.OptionalLong;

/**
 * A Unix socket that listens, and the process it belongs to.
 *
 * @param name a path, or {@code @} and an abstract name
 * @param pid one process that has it open; empty where it is another user's and may not be seen
 * @param command that process's name, empty where there is no pid
 */
public record UnixHolder(String name, OptionalLong pid, String command) {

  @Override
  public String toString() {
    String who = pid.isPresent() ? command + " (pid " + pid.getAsLong() + ")" : "another user";
    return "unix " + name + " is held by " + who;
  }
}
