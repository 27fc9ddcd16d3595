package dev.weir.it.scenario.result;

import java.util.ArrayList;
import java.util.List;

/**
 * The rank test of Mann and Whitney, exact, ties included: how likely two samples of one and the
 * same distribution would be as far apart as these. It needs no assumption about the distribution.
 */
public final class RankTest {

  private RankTest() {}

  /** The two-sided probability, from 0 to 1; 1 where a sample is empty. */
  public static double probability(List<Double> one, List<Double> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return 1;
    }
    List<Double> all = new ArrayList<>(one);
    all.addAll(other);
    int[] ranks = all.stream().mapToInt(value -> doubledRank(value, all)).toArray();
    int total = 0;
    int seen = 0;
    for (int i = 0; i < ranks.length; i++) {
      total += ranks[i];
      seen += i < one.size() ? ranks[i] : 0;
    }
    double expected = (double) total * one.size() / all.size();
    return share(ranks, one.size(), total, Math.abs(seen - expected) - 1e-9, expected);
  }

  /** Twice the mean rank, so that ties stay whole numbers. */
  private static int doubledRank(double value, List<Double> all) {
    int below = (int) all.stream().filter(other -> other < value).count();
    int same = (int) all.stream().filter(other -> other == value).count();
    return 2 * below + same + 1;
  }

  /** The share of all ways to choose so many ranks whose sum is at least this far out. */
  private static double share(int[] ranks, int size, int total, double distance, double expected) {
    double[][] ways = new double[size + 1][total + 1];
    ways[0][0] = 1;
    for (int rank : ranks) {
      for (int n = size; n >= 1; n--) {
        for (int sum = total; sum >= rank; sum--) {
          ways[n][sum] += ways[n - 1][sum - rank];
        }
      }
    }
    double all = 0;
    double far = 0;
    for (int sum = 0; sum <= total; sum++) {
      all += ways[size][sum];
      far += Math.abs(sum - expected) >= distance ? ways[size][sum] : 0;
    }
    return far / all;
  }
}
