package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.result.CellResult;
import dev.weir.it.world.WorldKind;

/** Who wants to know how far a run is; called on the run's thread. */
public interface Progress {

  /**
   * A test begins.
   *
   * @param number of this test, from 1
   * @param of how many there are in all
   */
  void begins(int number, int of, int round, WorldKind world, Cell cell);

  /**
   * A test goes on, a few times a second.
   *
   * @param seconds since its first data
   * @param bits per second that arrive just now; negative where that cannot be seen
   */
  void flows(double seconds, double bits);

  /** A test is over, or was not run. */
  void ends(CellResult result);

  /** Nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begins(int number, int of, int round, WorldKind world, Cell cell) {}

      @Override
      public void flows(double seconds, double bits) {}

      @Override
      public void ends(CellResult result) {}
    };
  }
}
