package io.envprobe.requirement;

import io.envprobe.fact.Profile;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.Truth;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.python.PythonVocabulary;
import io.envprobe.tag.python.WheelRanking;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What requirements are judged against: what is known of a machine, and what follows from that,
 * worked out once. Thread-safe, and immutable to its users.
 */
public final class Platform {
  private final Profile profile;
  private final Libraries libraries;
  private final Software software;
  private final ConcurrentMap<String, Optional<TagSet>> words = new ConcurrentHashMap<>();
  private final ConcurrentMap<Object, Object> derived = new ConcurrentHashMap<>();
  private volatile @Nullable MarkerEnvironment markers;
  private volatile @Nullable WheelRanking ranking;
  private volatile @Nullable TagSet platformTags;

  private Platform(Profile profile, Libraries libraries, Software software) {
    this.profile = profile;
    this.libraries = libraries;
    this.software = software;
  }

  /** A machine of which only a profile is known. */
  public static Platform of(Profile profile) {
    return new Platform(profile, new ProfileLibraries(profile), Software.NONE);
  }

  /** A machine whose libraries can be looked at. */
  public static Platform of(Profile profile, Libraries libraries) {
    return new Platform(profile, libraries, Software.NONE);
  }

  /** A machine whose libraries and other files can be looked at. */
  public static Platform of(Profile profile, Libraries libraries, Software software) {
    return new Platform(profile, libraries, software);
  }

  /** What is known of the machine. */
  public Profile profile() {
    return profile;
  }

  /** Its native libraries. */
  public Libraries libraries() {
    return libraries;
  }

  /** What is on it for building and running besides. */
  public Software software() {
    return software;
  }

  /** Its marker environment. */
  public MarkerEnvironment markers() {
    MarkerEnvironment known = markers;
    if (known == null) {
      known = MarkerEnvironment.of(profile);
      markers = known;
    }
    return known;
  }

  /** The full tags of its Python interpreter. */
  public TagSet wheelTags() {
    return words(PythonTags.VOCABULARY).orElseThrow();
  }

  /** Whether its system takes wheels for a platform, whatever interpreter it has. */
  Truth takesWheelsFor(String platformTag) {
    if (platformTag.equals("any")) {
      return Truth.TRUE;
    }
    TagSet known = platformTags;
    if (known == null) {
      known = new PythonVocabulary().tags(profile, TagOptions.NONE);
      platformTags = known;
    }
    if (known.texts().contains(platformTag)) {
      return Truth.TRUE;
    }
    for (UnknownTag unknown : known.unknown()) {
      if (unknown.matches(platformTag)) {
        return Truth.UNKNOWN;
      }
    }
    return Truth.FALSE;
  }

  /** The ranking of wheels by those tags. */
  public WheelRanking wheelRanking() {
    WheelRanking known = ranking;
    if (known == null) {
      known = WheelRanking.of(wheelTags().texts());
      ranking = known;
    }
    return known;
  }

  /**
   * The words of a vocabulary that hold; for {@code python} the full tags of its interpreter.
   *
   * @return nothing where there is no such vocabulary
   */
  public Optional<TagSet> words(String vocabulary) {
    return words.computeIfAbsent(
        vocabulary,
        name -> StandardVocabularies.find(name).map(found -> found.tags(profile, options(found))));
  }

  /**
   * What follows from this platform by a rule, worked out once.
   *
   * @param rule names the rule and everything else that it depends on; equal keys, equal results
   */
  public <T> T derived(Object rule, Class<T> type, Function<Platform, T> work) {
    Object known = derived.get(rule);
    if (known == null) {
      known = work.apply(this);
      derived.put(rule, known);
    }
    return type.cast(known);
  }

  /** What vocabularies are asked for. */
  static TagOptions options(Vocabulary vocabulary) {
    return vocabulary.name().equals(PythonTags.VOCABULARY) ? PythonTags.OPTIONS : TagOptions.NONE;
  }

  /** What is asked of Python's vocabulary. */
  static final class PythonTags {
    static final String VOCABULARY = "python";
    static final TagOptions OPTIONS =
        TagOptions.NONE.with(PythonVocabulary.PYTHON, PythonVocabulary.FROM_PROFILE);

    private PythonTags() {}
  }
}
