package io.envprobe.tag.variant;

import io.envprobe.tag.python.WheelFileName;
import io.envprobe.tag.python.WheelRanking;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The order of wheels of one release, some of which are variants: by variant, the null variant last
 * of these, then wheels that are no variants; among equals by platform tag.
 *
 * @see <a href="https://peps.python.org/pep-0825/#variant-ordering">PEP 825</a>
 */
public final class VariantWheels {
  private final WheelRanking ranking;
  private final Map<String, Integer> places = new HashMap<>();

  private VariantWheels(WheelRanking ranking, List<Variant> order) {
    this.ranking = ranking;
    for (Variant variant : order) {
      places.putIfAbsent(variant.label(), places.size());
    }
  }

  /**
   * The order for a machine.
   *
   * @param ranking of its platform tags
   * @param order the variants that it can use, best first
   */
  public static VariantWheels of(WheelRanking ranking, List<Variant> order) {
    return new VariantWheels(ranking, order);
  }

  /** The file names that fit, best first; what is no file name of a wheel does not fit. */
  public List<String> select(Collection<String> fileNames) {
    record Ranked(String fileName, int variant, int tag) {}
    List<Ranked> ranked = new ArrayList<>();
    for (String fileName : fileNames) {
      Optional<WheelFileName> wheel = parsed(fileName);
      OptionalInt tag = wheel.isEmpty() ? OptionalInt.empty() : ranking.rank(wheel.get().tags());
      int variant =
          wheel.isEmpty()
              ? -1
              : wheel
                  .get()
                  .label()
                  .map(label -> places.getOrDefault(label, -1))
                  .orElse(places.size());
      if (tag.isPresent() && variant >= 0) {
        ranked.add(new Ranked(fileName, variant, tag.getAsInt()));
      }
    }
    ranked.sort(Comparator.comparingInt(Ranked::variant).thenComparingInt(Ranked::tag));
    List<String> selected = new ArrayList<>();
    ranked.forEach(one -> selected.add(one.fileName()));
    return selected;
  }

  private static Optional<WheelFileName> parsed(String fileName) {
    try {
      return Optional.of(WheelFileName.parseVariant(fileName));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }
}
