package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the words of one vocabulary for one profile, and what could not be said. */
final class Words {
  private final String vocabulary;
  private final Profile profile;
  private final FactKey<String> archKey;
  private final List<Tag> tags = new ArrayList<>();
  private final Set<String> said = new HashSet<>();
  private final List<UnknownTag> unknown = new ArrayList<>();

  Words(String vocabulary, Profile profile) {
    this.vocabulary = vocabulary;
    this.profile = profile;
    archKey =
        profile.reading(OsFacts.OS_ABI_ARCH).isPresent() ? OsFacts.OS_ABI_ARCH : CpuFacts.CPU_ARCH;
  }

  /** The value of a fact; where it is unknown, the words of that pattern are noted as unknown. */
  <T> Optional<T> known(FactKey<T> key, String label, String pattern) {
    Reading<T> reading = profile.reading(key);
    if (reading instanceof Reading.Present<T> present) {
      return Optional.of(present.value());
    }
    if (reading instanceof Reading.Unknown<T> cause) {
      unknown.add(UnknownTag.labelled(label, pattern, key, cause));
    }
    return Optional.empty();
  }

  /** The value of a fact, for a caller to whom absent and unknown are one. */
  <T> Optional<T> find(FactKey<T> key) {
    return profile.reading(key).asOptional();
  }

  /** Whether it is not known. */
  boolean isUnknown(FactKey<?> key) {
    return profile.reading(key).isUnknown();
  }

  /** Whether the profile tells of it: its value, its absence, or why it is not known. */
  boolean isTold(FactKey<?> key) {
    return !(profile.reading(key) instanceof Reading.Unknown<?> unknown)
        || unknown.cause() != UnknownCause.NOT_PROBED;
  }

  /** What a variable of the machine's environment states; empty where it is not set. */
  String override(String variable) {
    return Overrides.of(profile, TagOptions.NONE).getOrDefault(variable, "");
  }

  /** The value of a fact as a phrase. */
  String valueOf(FactKey<?> key) {
    return Phrases.value(profile.reading(key));
  }

  /** The fact that says for which architecture programs of this system are built. */
  FactKey<String> archKey() {
    return archKey;
  }

  /** Adds a word, unless it is there already. */
  void add(String label, String text, FactKey<?>... facts) {
    add(label, text, List.of(facts));
  }

  /** Adds a word, unless it is there already. */
  void add(String label, String text, List<FactKey<?>> facts) {
    if (said.add(label.isEmpty() ? text : label.concat("\0").concat(text))) {
      tags.add(new Tag(label, text, facts));
    }
  }

  /** Notes a word as unknown for want of a fact. */
  void missing(FactKey<?> key, String label, String pattern) {
    if (profile.reading(key) instanceof Reading.Unknown<?> cause) {
      unknown.add(UnknownTag.labelled(label, pattern, key, cause));
    }
  }

  TagSet set() {
    return new TagSet(vocabulary, tags, unknown);
  }
}
