package io.envprobe.fleet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was read, and how it was understood. Immutable.
 *
 * @param records how many were understood
 * @param ignored how many of programs that install nothing were passed over
 * @param damaged how many could not be read
 * @param damages the first of those
 * @param columns what columns, members and labels were taken for, of those that bear on the
 *     question: facts, the weight, the date
 */
public record FleetIntake(
    long records, long ignored, long damaged, List<Damage> damages, Map<String, String> columns)
    implements Serializable {
  /** Nothing read. */
  public static final FleetIntake NONE = new FleetIntake(0, 0, 0, List.of(), Map.of());

  /** So many damages are kept with their places. */
  static final int PLACES = 20;

  private static final long serialVersionUID = 1L;

  /** Copies the collections. */
  public FleetIntake {
    damages = List.copyOf(damages);
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /**
   * What could not be read.
   *
   * @param input as the user named it
   * @param line in it, or the number of the node, from 1; 0 for the whole
   */
  public record Damage(String input, long line, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Damage {
      Objects.requireNonNull(input);
      Objects.requireNonNull(reason);
    }

    /** Where it is. */
    public String place() {
      return line == 0 ? input : input + ":" + line;
    }
  }

  /** This, and what was read after it. */
  public FleetIntake and(FleetIntake later) {
    List<Damage> all = new ArrayList<>(damages);
    all.addAll(later.damages);
    Map<String, String> both = new TreeMap<>(later.columns);
    both.putAll(columns);
    return new FleetIntake(
        records + later.records,
        ignored + later.ignored,
        damaged + later.damaged,
        all.subList(0, Math.min(PLACES, all.size())),
        both);
  }
}
