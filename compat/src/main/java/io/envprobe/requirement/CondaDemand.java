package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.marker.Truth;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.matchspec.CondaMatchSpec;
import io.envprobe.tag.matchspec.CondaRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A conda specification of a virtual package, such as {@code __glibc >=2.28}.
 *
 * @param spec what is asked
 * @param onlyIfThere whether a machine without such a package meets it too, as {@code constrains}
 *     means it
 */
public record CondaDemand(CondaMatchSpec spec, boolean onlyIfThere) implements Demand {
  private static final String VOCABULARY = "conda";
  private static final String GLIBC = "__glibc";

  /** The minor numbers of glibc 2 that distributions have, with some to come. */
  private static final int OLDEST = 5;

  private static final int NEWEST = 60;

  public CondaDemand {
    Objects.requireNonNull(spec);
  }

  /** Whether a specification is about a virtual package, and so about the machine. */
  public static boolean isVirtual(String spec) {
    return spec.strip().startsWith("__");
  }

  @Override
  public String text() {
    return (onlyIfThere ? "no other than " : "") + spec.canonical();
  }

  @Override
  public Set<FactKey<?>> facts() {
    return StandardVocabularies.find(VOCABULARY).map(Vocabulary::facts).orElse(Set.of());
  }

  @Override
  public Truth test(Platform platform) {
    // An index has a few specifications of virtual packages, each in thousands of records.
    return platform.derived(this, Truth.class, this::decide);
  }

  private Truth decide(Platform platform) {
    TagSet words = platform.words(VOCABULARY).orElseThrow();
    boolean named = false;
    for (Tag tag : words.tags()) {
      CondaRecord found = record(tag.text());
      if (spec.names(found.name())) {
        named = true;
        if (spec.matches(found)) {
          return Truth.TRUE;
        }
      }
    }
    if (unknown(words).isPresent()) {
      return Truth.UNKNOWN;
    }
    return Truth.of(onlyIfThere && !named);
  }

  private Optional<UnknownTag> unknown(TagSet words) {
    for (UnknownTag tag : words.unknown()) {
      int name = tag.pattern().indexOf('=');
      String pattern = name < 0 ? tag.pattern() : tag.pattern().substring(0, name);
      if (spec.names(pattern) || pattern.endsWith("*")) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }

  /** A virtual package as conda prints it: {@code __glibc=2.36=0}. */
  private static CondaRecord record(String text) {
    String[] parts = text.split("=", 3);
    return CondaRecord.of(
        parts[0], parts.length > 1 ? parts[1] : "0", parts.length > 2 ? parts[2] : "0", 0);
  }

  @Override
  public Answer explain(Platform platform) {
    TagSet words = platform.words(VOCABULARY).orElseThrow();
    List<String> here = new ArrayList<>();
    List<FactKey<?>> facts = new ArrayList<>();
    for (Tag tag : words.tags()) {
      if (spec.names(record(tag.text()).name())) {
        here.add(tag.text());
        facts.addAll(tag.facts());
      }
    }
    Truth truth = test(platform);
    if (truth == Truth.UNKNOWN) {
      UnknownTag unknown = unknown(words).orElseThrow();
      return Answer.of(
          truth,
          unknown.pattern()
              + " is not known"
              + (unknown.detail().isEmpty() ? "" : ": " + unknown.detail()),
          platform,
          List.of(unknown.fact()),
          Answer.supply(List.of(unknown.fact())));
    }
    String reason =
        here.isEmpty()
            ? "this machine has no " + spec.name()
            : "this machine has " + String.join(", ", here);
    return Answer.of(
        truth, reason, platform, facts, truth == Truth.FALSE ? remedy(!here.isEmpty()) : "");
  }

  private String remedy(boolean there) {
    String variable = "CONDA_OVERRIDE_" + spec.name().substring(2).toUpperCase(Locale.ROOT);
    String releases = "";
    for (int minor = OLDEST; spec.names(GLIBC) && minor <= NEWEST && releases.isEmpty(); minor++) {
      if (spec.matches(CondaRecord.of(GLIBC, "2." + minor, "0", 0))) {
        releases = Remedies.releases(LibraryFacts.LIBC_VERSION, "2." + minor);
      }
    }
    return (there ? "a machine with " : "a machine that has ")
        + spec.canonical()
        + (releases.isEmpty() ? "" : ": " + releases)
        + "; to solve for another machine set "
        + variable;
  }
}
