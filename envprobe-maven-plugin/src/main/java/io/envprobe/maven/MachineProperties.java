package io.envprobe.maven;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.Vocabulary;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The properties that a build gets: a pure function of a profile. */
final class MachineProperties {
  static final String PREFIX = "envprobe.";

  private MachineProperties() {}

  /** The vocabulary whose words are properties too. */
  static Vocabulary vocabulary() {
    return StandardVocabularies.find("maven").orElseThrow();
  }

  /**
   * {@code envprobe.} and the name of a fact, for every fact that is present and no list of
   * records, lists joined with commas; and the same with the labels of the Maven vocabulary, for
   * example {@code envprobe.javacpp.platform}, with the best word of each. What is absent or
   * unknown is no property.
   */
  static SortedMap<String, String> of(Profile profile) {
    SortedMap<String, String> properties = new TreeMap<>();
    for (Fact<?> fact : profile.facts()) {
      boolean records = fact.key().type() == (Object) FactType.RECORDS;
      if (!records && fact.reading() instanceof Reading.Present<?> present) {
        properties.put(PREFIX + fact.key().name(), text(present.value()));
      }
    }
    for (Tag tag : vocabulary().tags(profile, TagOptions.NONE).tags()) {
      properties.putIfAbsent(PREFIX + tag.label(), tag.text());
    }
    return Collections.unmodifiableSortedMap(properties);
  }

  private static String text(Object value) {
    if (!(value instanceof List<?> list)) {
      return value.toString();
    }
    StringBuilder joined = new StringBuilder();
    for (Object item : list) {
      joined.append(joined.length() == 0 ? "" : ",").append(item);
    }
    return joined.toString();
  }
}
