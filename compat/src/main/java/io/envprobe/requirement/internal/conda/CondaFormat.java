package io.envprobe.requirement.internal.conda;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.CondaDemand;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.internal.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conda: an index ({@code repodata.json}), the record of one package ({@code info/index.json}), or
 * a specification of a virtual package as the text itself.
 */
public final class CondaFormat implements RequirementFormat {
  private static final List<String> LISTS = List.of("packages.conda", "packages");

  @Override
  public String name() {
    return CondaPackage.FORMAT;
  }

  @Override
  public String title() {
    return "conda packages and indexes";
  }

  @Override
  public String specification() {
    return "https://conda.org/learn/ceps/cep-0036/";
  }

  @Override
  public boolean accepts(Source source) {
    if (source.isText()) {
      return CondaDemand.isVirtual(source.name());
    }
    if (!source.fileName().endsWith(".json")) {
      return false;
    }
    String head = new String(source.head(), StandardCharsets.UTF_8);
    return head.contains("\"repodata_version\"")
        || head.contains("\"packages.conda\"")
        || (head.contains("\"info\"") && head.contains("\"subdir\""))
        || (head.contains("\"packages\"") && head.contains("\"build_number\""))
        || (head.contains("\"depends\"") && head.contains("\"build_number\""));
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    CondaPackage packages = new CondaPackage();
    if (source.isText()) {
      Condition condition =
          Condition.of(packages.demand(source.name(), false, source.span()), source.span());
      return List.of(Candidate.of(source.name(), Requirement.of(source.name(), name(), condition)));
    }
    JsonDocument document = JsonDocument.read(source);
    if (document.find("name").isPresent() && document.find("build").isPresent()) {
      String file =
          document.text("name").orElse("")
              + "-"
              + document.text("version").orElse("")
              + "-"
              + document.text("build").orElse("");
      return List.of(packages.candidate(file, document, Optional.empty()));
    }
    Optional<JsonDocument> info = document.find("info");
    Optional<String> directory = info.isPresent() ? info.get().text("subdir") : Optional.empty();
    List<Candidate> candidates = new ArrayList<>();
    for (String list : LISTS) {
      Optional<JsonDocument> records = document.find(list);
      if (records.isPresent()) {
        for (Map.Entry<String, JsonDocument> entry : records.get().members().entrySet()) {
          candidates.add(packages.candidate(entry.getKey(), entry.getValue(), directory));
        }
      }
    }
    if (candidates.isEmpty()) {
      throw document.error("the index has no packages", "");
    }
    return candidates;
  }
}
