package io.envprobe.fleet;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer of a fleet. Immutable.
 *
 * @param machines how many there are, weighted
 * @param environments how many kinds of them the question tells apart
 * @param shares one for each requirement, in its order
 * @param builds the smallest set of builds; nothing where that was not asked
 * @param trend by date, earliest first; none where the records have no dates
 */
public record FleetReport(
    long machines,
    int environments,
    List<Share> shares,
    Optional<Builds> builds,
    List<Point> trend) {
  public FleetReport {
    shares = List.copyOf(shares);
    Objects.requireNonNull(builds);
    trend = List.copyOf(trend);
  }

  /**
   * How many machines meet one requirement.
   *
   * @param losses of the incompatible ones, by smallest cause, greatest first
   * @param missing of the undetermined ones, by what would have to be known
   * @param relaxations what leaving out one demand would win back, greatest first
   */
  public record Share(
      String name,
      long compatible,
      long incompatible,
      long undetermined,
      List<Loss> losses,
      List<Loss> missing,
      List<Loss> relaxations) {
    public Share {
      Objects.requireNonNull(name);
      losses = List.copyOf(losses);
      missing = List.copyOf(missing);
      relaxations = List.copyOf(relaxations);
    }

    /** How many were asked. */
    public long machines() {
      return compatible + incompatible + undetermined;
    }

    /** How many of them are known well enough. */
    public long known() {
      return compatible + incompatible;
    }
  }

  /**
   * Machines under one cause.
   *
   * @param cause the demands, or facts, together
   * @param weight how many machines
   * @param values what those machines have instead, greatest share first
   */
  public record Loss(List<String> cause, long weight, List<Value> values) {
    public Loss {
      cause = List.copyOf(cause);
      values = List.copyOf(values);
    }
  }

  /** A value that machines have, and how many. */
  public record Value(String text, long weight) {
    public Value {
      Objects.requireNonNull(text);
    }
  }

  /**
   * The smallest set of requirements of which one is met by so many machines.
   *
   * @param names the requirements, in their order; empty where all of them together do not suffice
   * @param covered how many machines meet one of them
   * @param cover the percentage that was asked
   * @param exact whether no smaller set suffices; otherwise it was found greedily
   */
  public record Builds(List<String> names, long covered, int cover, boolean exact) {
    public Builds {
      names = List.copyOf(names);
    }
  }

  /**
   * One date.
   *
   * @param machines how many there are
   * @param compatible how many meet each requirement, in their order
   * @param known how many are known well enough for each
   */
  public record Point(String date, long machines, List<Long> compatible, List<Long> known) {
    public Point {
      compatible = List.copyOf(compatible);
      known = List.copyOf(known);
    }
  }

  /** A part of a whole in percent with one decimal, rounded to the nearest; "–" of nothing. */
  public static String percent(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    BigInteger tenths =
        BigInteger.valueOf(part)
            .multiply(BigInteger.valueOf(2000))
            .add(BigInteger.valueOf(whole))
            .divide(BigInteger.valueOf(whole).shiftLeft(1));
    String digits = tenths.toString();
    String padded = digits.length() < 2 ? "0" + digits : digits;
    int point = padded.length() - 1;
    return padded.substring(0, point) + "." + padded.substring(point);
  }
}
