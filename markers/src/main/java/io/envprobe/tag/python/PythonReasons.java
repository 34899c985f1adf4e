package io.envprobe.tag.python;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a Python tag holds or not: names the part of the tag that decides. */
final class PythonReasons {
  private final ProfilePlatform from;
  private final TagOrder order;
  private final TagSet set;

  private PythonReasons(ProfilePlatform from, TagOrder order, TagSet set) {
    this.from = from;
    this.order = order;
    this.set = set;
  }

  static TagExplanation why(
      PythonVocabulary vocabulary, Profile profile, TagOptions options, String asked) {
    String text = asked.toLowerCase(Locale.ROOT);
    boolean triple = text.indexOf('-') >= 0;
    TagOptions effective = options;
    if (triple && options.find(PythonVocabulary.PYTHON).isEmpty()) {
      effective = options.with(PythonVocabulary.PYTHON, PythonVocabulary.FROM_PROFILE);
    } else if (!triple) {
      effective = without(options);
    }
    PythonReasons reasons =
        new PythonReasons(
            ProfilePlatform.of(profile),
            PythonVocabulary.order(options),
            vocabulary.tags(profile, effective));
    return triple ? reasons.triple(text) : reasons.platform(text);
  }

  /** The options for platform tags alone. */
  private static TagOptions without(TagOptions options) {
    TagOptions kept = TagOptions.NONE;
    return options.find(PythonVocabulary.ORDER).isPresent()
        ? kept.with(PythonVocabulary.ORDER, options.find(PythonVocabulary.ORDER).orElseThrow())
        : kept;
  }

  private TagExplanation platform(String text) {
    for (Tag tag : set.tags()) {
      if (tag.text().equals(text)) {
        return TagExplanation.in(text, supported(text), tag.facts());
      }
    }
    Optional<TagExplanation> unknown = unknown(text);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    PlatformMismatch mismatch = PlatformMismatch.of(text, from, order);
    return TagExplanation.out(
        text, mismatch.reason(), mismatch.facts(), nearestPlatform(text, platformTexts()));
  }

  private List<String> platformTexts() {
    return from.platform().isPresent() ? PlatformTags.of(from.platform().get(), order) : List.of();
  }

  private Optional<TagExplanation> unknown(String text) {
    for (UnknownTag tag : set.unknown()) {
      if (tag.matches(text)) {
        return Optional.of(TagExplanation.unknown(text, tag));
      }
    }
    return Optional.empty();
  }

  private TagExplanation triple(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 3) {
      return TagExplanation.out(
          text, "a tag has three parts, interpreter-abi-platform", List.of(), Optional.empty());
    }
    boolean interpreter = false;
    boolean abi = false;
    for (Tag tag : set.tags()) {
      if (tag.text().equals(text)) {
        String reason =
            parts[2].equals("any")
                ? "the interpreter takes " + parts[0] + " without compiled code"
                : supported(parts[2]);
        return TagExplanation.in(text, reason, tag.facts());
      }
      interpreter |= tag.text().startsWith(parts[0] + "-");
      abi |= tag.text().startsWith(parts[0] + "-" + parts[1] + "-");
    }
    Optional<TagExplanation> unknown = unknown(text);
    List<String> platforms = platformTexts();
    boolean platform = parts[2].equals("any") || platforms.contains(parts[2]);
    if (unknown.isPresent() && (platform || abi)) {
      return unknown.get();
    }
    if (!interpreter && unknown.isEmpty()) {
      return other(text, "this interpreter does not take the interpreter tag " + parts[0], parts);
    }
    if (!abi && unknown.isEmpty()) {
      return other(
          text, "this interpreter does not take the ABI " + parts[1] + " under " + parts[0], parts);
    }
    if (platform) {
      return other(text, "no tag has this ABI for " + parts[2], parts);
    }
    PlatformMismatch mismatch = PlatformMismatch.of(parts[2], from, order);
    return TagExplanation.out(
        text,
        mismatch.reason(),
        mismatch.facts(),
        // What only the platform decides leaves open what the interpreter takes.
        (unknown.isPresent() ? Optional.<String>empty() : nearestPlatform(parts[2], platforms))
            .map(nearest -> parts[0] + "-" + parts[1] + "-" + nearest));
  }

  /** A triple that fails before its platform is looked at. */
  private TagExplanation other(String text, String reason, String[] parts) {
    Optional<Tag> nearest = firstFor(parts[2]);
    if (nearest.isEmpty()) {
      nearest = published(platformTexts()).flatMap(this::firstFor);
    }
    if (nearest.isEmpty() && !set.tags().isEmpty()) {
      nearest = Optional.of(set.tags().get(0));
    }
    List<FactKey<?>> facts = nearest.isPresent() ? nearest.get().facts() : List.of();
    return TagExplanation.out(text, reason, facts, nearest.map(Tag::text));
  }

  private Optional<Tag> firstFor(String platform) {
    for (Tag tag : set.tags()) {
      if (tag.text().endsWith("-" + platform)) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }

  private String supported(String text) {
    if (from.platform().isPresent()
        && from.platform().get() instanceof PythonPlatform.Linux linux) {
      Optional<VersionedTag> tag = VersionedTag.parse(text);
      if (tag.isPresent()) {
        String libc = tag.get().family().equals("musllinux") ? "musl" : "glibc";
        Optional<LibcVersion> version =
            (libc.equals("musl") ? linux.musl() : linux.glibc()).asOptional();
        if (version.isPresent()) {
          return libc + " " + version.get() + " is not older than " + tag.get().version();
        }
      }
    }
    return "the platform is ".concat(PlatformMismatch.describe(from));
  }

  /** The tag of the same family whose version is next below; otherwise the best tag. */
  private static Optional<String> nearestPlatform(String text, List<String> platforms) {
    Optional<VersionedTag> asked = VersionedTag.parse(text);
    if (asked.isPresent()) {
      Optional<VersionedTag> best = Optional.empty();
      String found = "";
      for (String platform : platforms) {
        Optional<VersionedTag> tag = VersionedTag.parse(platform);
        if (tag.isPresent()
            && tag.get().family().equals(asked.get().family())
            && (best.isEmpty() || asked.get().isNearer(tag.get(), best.get()))) {
          best = tag;
          found = platform;
        }
      }
      if (best.isPresent()) {
        return Optional.of(found);
      }
    }
    return published(platforms);
  }

  /**
   * The best platform that indexes take wheels for; plain {@code linux_x86_64} is for own builds.
   */
  private static Optional<String> published(List<String> platforms) {
    for (String platform : platforms) {
      if (VersionedTag.parse(platform).isPresent()) {
        return Optional.of(platform);
      }
    }
    return platforms.isEmpty() ? Optional.empty() : Optional.of(platforms.get(0));
  }
}
