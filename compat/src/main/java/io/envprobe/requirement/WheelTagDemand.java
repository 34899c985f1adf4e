package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.python.CompressedTags;
import io.envprobe.tag.python.PythonVocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One of a wheel's tags must be among those of the Python interpreter.
 *
 * @param tags at most {@value #MOST} when expanded; a set that stands for more makes the demand
 *     false unless it is true
 */
public record WheelTagDemand(CompressedTags tags) implements Demand {
  /** How many full tags are looked at one by one. */
  public static final int MOST = 4096;

  public WheelTagDemand {
    Objects.requireNonNull(tags);
  }

  @Override
  public String text() {
    return "tag "
        + String.join(".", tags.interpreters())
        + "-"
        + String.join(".", tags.abis())
        + "-"
        + String.join(".", tags.platforms());
  }

  @Override
  public Set<FactKey<?>> facts() {
    return new PythonVocabulary().facts();
  }

  @Override
  public Truth test(Platform platform) {
    if (platform.wheelRanking().rank(tags).isPresent()) {
      return Truth.TRUE;
    }
    List<UnknownTag> unknown = platform.wheelTags().unknown();
    return unknown.isEmpty() || tags.size() > MOST || !mayHold(platform)
        ? Truth.FALSE
        : Truth.UNKNOWN;
  }

  private boolean mayHold(Platform platform) {
    for (String tag : tags.expand()) {
      if (mayHold(platform, tag)) {
        return true;
      }
    }
    return false;
  }

  /** Whatever the interpreter is, a tag cannot hold for a system that this is not. */
  private static boolean mayHold(Platform platform, String tag) {
    return isAmong(platform.wheelTags().unknown(), tag)
        && platform.takesWheelsFor(tag.substring(tag.lastIndexOf('-') + 1)) != Truth.FALSE;
  }

  private static boolean isAmong(List<UnknownTag> unknown, String tag) {
    for (UnknownTag pattern : unknown) {
      if (pattern.matches(tag)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    PythonVocabulary vocabulary = new PythonVocabulary();
    if (tags.size() > MOST) {
      return Answer.of(truth, "the wheel has " + tags.size() + " tags", platform, facts(), "");
    }
    // The tag that explains most: one that holds or may hold, otherwise the one that fails last.
    String telling = tags.expand().get(0);
    for (String tag : tags.expand()) {
      boolean holds = platform.wheelRanking().rank(CompressedTags.parse(tag)).isPresent();
      boolean possible = truth == Truth.UNKNOWN && mayHold(platform, tag);
      if (holds || possible) {
        telling = tag;
        break;
      }
      if (closeness(platform, tag) > closeness(platform, telling)) {
        telling = tag;
      }
    }
    return WordDemand.explained(vocabulary, platform, telling);
  }

  /** How many parts of a tag, from the left, the interpreter takes. */
  private static int closeness(Platform platform, String tag) {
    int best = 0;
    int abi = tag.indexOf('-') + 1;
    int end = tag.indexOf('-', abi) + 1;
    for (String known : platform.wheelTags().texts()) {
      if (known.regionMatches(0, tag, 0, end)) {
        return 2;
      }
      best = Math.max(best, known.regionMatches(0, tag, 0, abi) ? 1 : 0);
    }
    return best;
  }
}
