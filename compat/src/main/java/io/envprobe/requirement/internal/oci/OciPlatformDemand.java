package io.envprobe.requirement.internal.oci;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.platform.OciMatching;
import io.envprobe.tag.platform.OciPlatform;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image is for a platform that the machine has, or a narrower one that it runs too, as
 * containerd decides.
 */
record OciPlatformDemand(OciPlatform image) implements Demand {
  private static final String VOCABULARY = "oci";

  @Override
  public String text() {
    return "image for " + image.formatAll();
  }

  @Override
  public Set<FactKey<?>> facts() {
    return vocabulary().facts();
  }

  private static Vocabulary vocabulary() {
    return StandardVocabularies.find(VOCABULARY).orElseThrow();
  }

  /** What the machine is in the words of images; of what is not known of it, nothing. */
  private record Here(List<OciPlatform> platforms) {}

  private static Here here(Platform platform) {
    return platform.derived(
        VOCABULARY + " platforms",
        Here.class,
        known -> {
          List<OciPlatform> platforms = new ArrayList<>();
          for (Tag tag : known.words(VOCABULARY).orElseThrow().tags()) {
            platforms.add(OciPlatform.parse(tag.text()));
          }
          return new Here(platforms);
        });
  }

  /** The place among the platforms that the machine runs, best first; -1 where it is not there. */
  int place(Platform platform) {
    List<OciPlatform> platforms = here(platform).platforms();
    for (int i = 0; i < platforms.size(); i++) {
      if (OciMatching.matchesStrictly(platforms.get(i), image)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Truth test(Platform platform) {
    if (place(platform) >= 0) {
      return Truth.TRUE;
    }
    return unknown(platform).isPresent() ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** What of the machine is not known and might make it the image's platform. */
  private Optional<UnknownTag> unknown(Platform platform) {
    TagSet words = platform.words(VOCABULARY).orElseThrow();
    OciPlatform wanted = image.normalized();
    String plain = new OciPlatform(wanted.os(), "", List.of(), wanted.architecture(), "").format();
    String text = wanted.variant().isEmpty() ? plain + "/v" : plain + "/" + wanted.variant();
    for (UnknownTag unknown : words.unknown()) {
      if (unknown.matches(text) || unknown.matches(plain) || unknown.matches(wanted.formatAll())) {
        return Optional.of(unknown);
      }
    }
    return Optional.empty();
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    List<OciPlatform> platforms = here(platform).platforms();
    String machine = platforms.isEmpty() ? "not known" : platforms.get(0).formatAll();
    if (truth == Truth.TRUE) {
      OciPlatform found = platforms.get(place(platform));
      return Answer.of(
          truth,
          "this machine, " + machine + ", runs images for " + found.formatAll(),
          platform,
          List.copyOf(facts()),
          "");
    }
    if (truth == Truth.UNKNOWN) {
      UnknownTag unknown = unknown(platform).orElseThrow();
      List<FactKey<?>> keys = List.of(unknown.fact());
      String detail = unknown.detail().isEmpty() ? "" : ": " + unknown.detail();
      return Answer.of(
          truth, unknown.fact() + " is not known" + detail, platform, keys, Answer.supply(keys));
    }
    TagExplanation why =
        vocabulary().why(platform.profile(), TagOptions.NONE, image.normalized().formatAll());
    boolean features = why.ruling() == TagExplanation.Ruling.IN;
    String reason =
        features
            ? "the image asks for os.features " + image.features() + ", and the machine has none"
            : why.reason();
    return Answer.of(
        truth,
        reason + "; this machine is " + machine,
        platform,
        why.facts(),
        "an image for "
            + machine
            + (platforms.size() < 2 ? "" : ", or for another that 'tags oci --all' prints"));
  }

  /**
   * Reads a platform in the members of the specification.
   *
   * @throws SyntaxException where a part is no word
   */
  static OciPlatform of(
      String os, String version, List<String> features, String architecture, String variant) {
    String text = os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    OciPlatform checked = OciPlatform.parse(text);
    return new OciPlatform(checked.os(), version, features, checked.architecture(), variant);
  }
}
