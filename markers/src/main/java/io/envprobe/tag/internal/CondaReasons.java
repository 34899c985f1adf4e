package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.version.CondaVersionSpec;
import io.envprobe.version.SyntaxException;
import io.envprobe.version.VersionSchemes;
import java.util.List;
import java.util.Optional;

/**
 * Why a virtual package is there or not: {@code __glibc}, {@code __glibc=2.36=0}, or with a
 * condition on its version, {@code __glibc>=2.28}.
 */
final class CondaReasons {
  private static final String OPERATORS = "<>!~ ";

  private final TagSet set;
  private final Profile profile;
  private final String text;
  private final String name;
  private final String rest;

  private CondaReasons(TagSet set, Profile profile, String text) {
    this.set = set;
    this.profile = profile;
    this.text = text;
    int end = 0;
    while (end < text.length() && text.charAt(end) != '=' && !isOperator(text.charAt(end))) {
      end++;
    }
    this.name = text.substring(0, end);
    this.rest = text.substring(end).strip();
  }

  private static boolean isOperator(char character) {
    return OPERATORS.indexOf(character) >= 0;
  }

  static TagExplanation why(TagSet set, Profile profile, String text) {
    return new CondaReasons(set, profile, text.strip()).why();
  }

  private TagExplanation why() {
    for (Tag tag : set.tags()) {
      if (tag.text().startsWith(name.concat("="))) {
        return compared(tag);
      }
    }
    for (UnknownTag unknown : set.unknown()) {
      if (unknown.pattern().equals("__*") || unknown.pattern().startsWith(name.concat("="))) {
        return TagExplanation.unknown(text, unknown);
      }
    }
    if (!CondaVocabulary.FACT_BY_NAME.containsKey(name)) {
      return TagExplanation.out(
          text, "no client has a virtual package " + name, List.of(), nearest());
    }
    FactKey<?> key = missingFor();
    return TagExplanation.out(
        text,
        "there is no ".concat(name).concat(" here: ").concat(Phrases.values(profile, List.of(key))),
        List.of(key),
        nearest());
  }

  /** The fact for whose sake a package is not there. */
  private FactKey<?> missingFor() {
    return switch (name) {
      case "__linux", "__osx", "__win", "__unix" -> OsFacts.OS_NAME;
      case "__glibc" ->
          profile.reading(LibraryFacts.LIBC_NAME).isPresent()
              ? LibraryFacts.LIBC_NAME
              : OsFacts.OS_NAME;
      default -> CondaVocabulary.FACT_BY_NAME.getOrDefault(name, OsFacts.OS_NAME);
    };
  }

  private Optional<String> nearest() {
    return Phrases.nearest(set.tags(), text).map(Tag::line);
  }

  private TagExplanation compared(Tag tag) {
    String[] have = tag.text().split("=", 3);
    boolean plain = rest.isEmpty() || (rest.startsWith("=") && !rest.startsWith("=="));
    String[] asked = plain ? text.split("=", 3) : new String[] {name};
    boolean version = asked.length < 2 || asked[1].equals(have[1]);
    boolean build = asked.length < 3 || asked[2].equals(have[2]);
    if (!plain) {
      Optional<Boolean> holds = holds(have[1]);
      if (holds.isEmpty()) {
        return TagExplanation.out(
            text,
            "this is no condition on a version: " + rest,
            tag.facts(),
            Optional.of(tag.text()));
      }
      version = holds.get();
    }
    String here = tag.text().concat(" is here: ").concat(source(tag));
    if (version && build) {
      return TagExplanation.in(text, here, tag.facts());
    }
    String failing = version ? "its build is ".concat(have[2]) : "its version is ".concat(have[1]);
    String wanted = version ? asked[2] : plain ? asked[1] : rest;
    return TagExplanation.out(
        text,
        failing.concat(" and not ").concat(wanted).concat(": ").concat(source(tag)),
        tag.facts(),
        Optional.of(tag.text()));
  }

  private Optional<Boolean> holds(String version) {
    try {
      CondaVersionSpec spec = CondaVersionSpec.parse(rest.replace(" ", ""));
      return Optional.of(spec.contains(VersionSchemes.CONDA.parse(version)));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private String source(Tag tag) {
    String variable = CondaVocabulary.variable(name);
    if (Overrides.fact(profile, variable).isPresent() || tag.facts().isEmpty()) {
      return variable.concat(" declares it");
    }
    return Phrases.values(profile, tag.facts());
  }
}
