package io.envprobe.engine;

import io.envprobe.fact.PythonFacts;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.VersionDemand;
import io.envprobe.tag.python.BuildNumber;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.version.Pep440Version;
import io.envprobe.version.SpecifierSet;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The wheels of an index, kept so that a question does not look at every one: wheels of a project
 * that have the same tags and ask for the same Python share one answer, and are sorted once.
 * Immutable and thread-safe.
 *
 * <p>The order is that of installers: final releases first, the newest version, the best tag, the
 * highest build number; variants are not understood here and never offered.
 */
public final class WheelIndex {
  private final Map<String, List<Group>> projects;
  private final int size;

  private WheelIndex(Map<String, List<Group>> projects, int size) {
    this.projects = projects;
    this.size = size;
  }

  /** One wheel. */
  private record Entry(String fileName, Pep440Version version, Optional<BuildNumber> build) {
    boolean isEarly() {
      return version.isPreRelease() || version.isDevRelease();
    }
  }

  /** Best first. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::isEarly).thenComparing(Entry::version, Comparator.reverseOrder());

  /** Wheels that one answer holds for; the first is the best. */
  private record Group(String tags, Optional<VersionDemand> python, List<Entry> entries) {
    int rank(Platform platform) {
      int rank = platform.wheelRanking().rank("a-1-".concat(tags).concat(".whl"));
      boolean admitted =
          rank >= 0 && (python.isEmpty() || python.get().test(platform) == Truth.TRUE);
      return admitted ? rank : -1;
    }
  }

  /** An index under construction. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many wheels it has. */
  public int size() {
    return size;
  }

  /** The normalized names of its projects. */
  public Set<String> projects() {
    return projects.keySet();
  }

  /** The best wheel of a project for a platform. */
  public Optional<String> best(String project, Platform platform) {
    List<String> best = select(project, platform, 1);
    return best.isEmpty() ? Optional.empty() : Optional.of(best.get(0));
  }

  /**
   * The best wheels of a project for a platform, best first.
   *
   * @param project its normalized name
   * @param most how many at most
   */
  public List<String> select(String project, Platform platform, int most) {
    record Place(Group group, int rank, int next) {
      Entry entry() {
        return group.entries().get(next);
      }
    }

    PriorityQueue<Place> open =
        new PriorityQueue<>(
            Comparator.comparing(Place::entry, ORDER)
                .thenComparingInt(Place::rank)
                .thenComparing(place -> place.entry().fileName()));
    List<String> chosen = new ArrayList<>();
    List<Group> groups = projects.getOrDefault(project, List.of());
    int at = 0;
    while (chosen.size() < most) {
      // Groups stand in the order of their best wheels: those further on can wait.
      while (at < groups.size()
          && (open.isEmpty()
              || ORDER.compare(groups.get(at).entries().get(0), open.peek().entry()) <= 0)) {
        int rank = groups.get(at).rank(platform);
        if (rank >= 0) {
          open.add(new Place(groups.get(at), rank, 0));
        }
        at++;
      }
      Place best = open.poll();
      if (best == null) {
        break;
      }
      chosen.add(best.entry().fileName());
      if (best.next() + 1 < best.group().entries().size()) {
        open.add(new Place(best.group(), best.rank(), best.next() + 1));
      }
    }
    return Collections.unmodifiableList(chosen);
  }

  /** Collects wheels; not thread-safe. */
  public static final class Builder {
    private record Key(String tags, String python) {}

    private final Map<String, Map<Key, List<Entry>>> projects = new TreeMap<>();
    private final Map<String, Pep440Version> versions = new HashMap<>();
    private int size;

    private Builder() {}

    /** Adds a wheel; what is not named as wheels are, and variants, are left out. */
    public Builder add(String fileName) {
      return add(fileName, "");
    }

    /**
     * Adds a wheel that asks for a Python version.
     *
     * @param requiresPython a specifier; one that does not parse is ignored, as installers do
     */
    public Builder add(String fileName, String requiresPython) {
      WheelFileName name;
      try {
        name = WheelFileName.parseVariant(fileName);
      } catch (SyntaxException e) {
        return this;
      }
      if (name.label().isPresent()) {
        return this;
      }
      int platform = fileName.lastIndexOf('-');
      int abi = fileName.lastIndexOf('-', platform - 1);
      int interpreter = fileName.lastIndexOf('-', abi - 1);
      String tags = fileName.substring(interpreter + 1, fileName.length() - ".whl".length());
      String normalized = name.version().normalized();
      Pep440Version known = versions.putIfAbsent(normalized, name.version());
      projects
          .computeIfAbsent(name.name(), project -> new HashMap<>())
          .computeIfAbsent(new Key(tags, requiresPython), key -> new ArrayList<>())
          .add(new Entry(fileName, known == null ? name.version() : known, name.build()));
      size++;
      return this;
    }

    /** The index of what was added. */
    public WheelIndex build() {
      Map<String, List<Group>> sorted = new TreeMap<>();
      projects.forEach(
          (project, byKey) -> {
            List<Group> groups = new ArrayList<>(byKey.size());
            byKey.forEach((key, entries) -> groups.add(group(key, entries)));
            groups.sort(Comparator.comparing(group -> group.entries().get(0), ORDER));
            sorted.put(project, groups);
          });
      return new WheelIndex(Collections.unmodifiableMap(sorted), size);
    }

    private static Group group(Key key, List<Entry> entries) {
      List<Entry> sorted = new ArrayList<>(entries);
      sorted.sort(ORDER.thenComparing(Builder::byBuild));
      return new Group(key.tags(), python(key.python()), sorted);
    }

    /** The highest build number first, none last. */
    private static int byBuild(Entry one, Entry other) {
      if (one.build().isEmpty() || other.build().isEmpty()) {
        return Boolean.compare(one.build().isEmpty(), other.build().isEmpty());
      }
      return other.build().get().compareTo(one.build().get());
    }

    private static Optional<VersionDemand> python(String requires) {
      if (requires.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new VersionDemand(PythonFacts.PYTHON_VERSION, SpecifierSet.parse(requires), requires));
      } catch (SyntaxException e) {
        return Optional.empty();
      }
    }
  }
}
