package dev.weir.command.bench;

import java.util.Map;

/** One thing that the bench measures. */
interface Part {

  /** Its name in the report and for {@code --only}: lower case, with dashes. */
  String id();

  /** Its name for people, with what matters about how it is run. */
  String title();

  /** What is run, for the report; each name ends in its unit where there is one. */
  Map<String, Object> settings();

  /**
   * Runs on the calling thread until it is done, or until the watch says stop and then returns what
   * it has.
   */
  Findings run(Watch watch) throws Exception;
}
