package io.envprobe.requirement.internal;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Documents of variants: each variant is a candidate. */
public final class VariantsFormat implements RequirementFormat {
  @Override
  public String name() {
    return "variants";
  }

  @Override
  public String title() {
    return "documents of wheel variants (NAME-VERSION-variants.json)";
  }

  @Override
  public String specification() {
    return "https://peps.python.org/pep-0825/";
  }

  @Override
  public boolean accepts(Source source) {
    return source.isFile() && source.fileName().endsWith(WheelCandidates.VARIANTS);
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    String text = source.text();
    VariantsDocument document;
    try {
      document = VariantsJson.ofIndex(text).document();
    } catch (VariantsJsonException e) {
      throw VariantConditions.failure(e, text, source.span());
    }
    Function<String, Span> place = VariantConditions.place(text, source.span());
    List<Candidate> candidates = new ArrayList<>();
    for (Variant variant : document.variants()) {
      String label = variant.label();
      candidates.add(
          new Candidate(
              label,
              Requirement.of(
                  source.name() + " " + label,
                  name(),
                  VariantConditions.of(document, label, place)),
              platform ->
                  new Score(
                      "variants " + source.name(),
                      List.of(
                          Score.Criterion.low(
                              "place",
                              WheelScores.order(document, platform).indexOf(label),
                              label)))));
    }
    if (candidates.isEmpty()) {
      throw RequirementException.of(source.span(), "there is no variant in it", "");
    }
    return candidates;
  }
}
