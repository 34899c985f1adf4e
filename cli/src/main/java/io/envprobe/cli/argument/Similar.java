package io.envprobe.cli.argument;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that a person probably meant. */
public final class Similar {
  private Similar() {}

  /** "; did you mean …?" where a known name is near, otherwise nothing. */
  public static String hint(String given, Collection<String> known) {
    return nearest(given, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The nearest name, where one is near: a third of the letters may differ, one in short names. */
  public static Optional<String> nearest(String given, Collection<String> known) {
    String best = "";
    int bestDistance = Math.max(1, given.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(given, name, bestDistance);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours; not more than {@code limit} is
   * told.
   */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit || a.length() > 100) {
      return limit;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
