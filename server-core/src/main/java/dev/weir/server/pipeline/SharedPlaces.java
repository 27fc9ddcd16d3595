package dev.weir.server.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Weir's own stages of connections, which share a place in a channel where they stand together. */
final class SharedPlaces {
  static final Stage METER = new Stage(Pipeline.METER, StreamMeter::new);
  static final Stage TIMEOUTS =
      new Stage(Pipeline.TIMEOUTS, () -> new TimeoutStage(new Patience()));
  static final Stage OUTBOUND = new Stage(Pipeline.OUTBOUND, () -> StreamOutbound.ALL);
  static final Stage HALF_CLOSE = new Stage(Pipeline.HALF_CLOSE, () -> HalfCloseStage.ALL);
  static final Stage ERRORS = new Stage(Pipeline.ERRORS, () -> StreamErrors.ALL);

  private static final Set<Stage> BEHIND_METER = Set.of(TIMEOUTS, OUTBOUND);

  private SharedPlaces() {}

  /** The places of a channel, fewer than its stages where some of these stand side by side. */
  static List<Stage> of(List<Stage> stages) {
    List<Stage> places = new ArrayList<>(stages);
    shareFront(places);
    shareEnd(places);
    return List.copyOf(places);
  }

  private static void shareFront(List<Stage> places) {
    if (!places.isEmpty() && places.getFirst().equals(METER)) {
      int behind = 1;
      while (behind < places.size() && BEHIND_METER.contains(places.get(behind))) {
        behind++;
      }
      List<Stage> front = places.subList(0, behind);
      boolean times = front.contains(TIMEOUTS);
      boolean bounds = front.contains(OUTBOUND);
      if (times || bounds) {
        front.clear();
        places.addFirst(new Stage(Pipeline.METER, () -> new StreamFront(times, bounds)));
      }
    }
  }

  private static void shareEnd(List<Stage> places) {
    int end = places.size() - 2;
    if (end >= 0 && places.get(end).equals(HALF_CLOSE) && places.get(end + 1).equals(ERRORS)) {
      places.subList(end, end + 2).clear();
      places.add(new Stage(Pipeline.ERRORS, () -> StreamEnd.ALL));
    }
  }
}
