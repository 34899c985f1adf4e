package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.tag.Tag;
import java.util.List;
import java.util.Optional;

/** The wording of explanations that vocabularies share. */
public final class Phrases {
  private static final int LONG_VALUE = 60;

  private Phrases() {}

  /** The facts and their values as one phrase. */
  public static String values(Profile profile, List<FactKey<?>> keys) {
    StringBuilder phrase = new StringBuilder();
    for (FactKey<?> key : keys) {
      if (phrase.length() > 0) {
        phrase.append(", ");
      }
      phrase.append(key.name()).append(" is ").append(value(profile.reading(key)));
    }
    return phrase.length() == 0 ? "it holds everywhere" : phrase.toString();
  }

  /** The value of a fact as a phrase. */
  public static String value(Reading<?> reading) {
    if (reading instanceof Reading.Present<?> present) {
      String text = present.value().toString();
      return text.length() <= LONG_VALUE ? text : text.substring(0, LONG_VALUE).concat("…");
    }
    return reading.isAbsent() ? "absent" : "not known";
  }

  /** The tag that shares the longest beginning with a text; the first of equals. */
  public static Optional<Tag> nearest(List<Tag> tags, String text) {
    Tag best = null;
    int longest = 0;
    for (Tag tag : tags) {
      int shared = Math.max(sharedLength(tag.text(), text), sharedLength(tag.line(), text));
      if (shared > longest) {
        longest = shared;
        best = tag;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int sharedLength(String one, String other) {
    int limit = Math.min(one.length(), other.length());
    int at = 0;
    while (at < limit && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }
}
