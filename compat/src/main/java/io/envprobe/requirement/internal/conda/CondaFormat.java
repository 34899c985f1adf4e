package io.envprobe.requirement.internal.conda;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.CondaDemand;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conda: an index ({@code repodata.json}), the record of one package ({@code info/index.json}), a
 * whole package ({@code .conda}, {@code .tar.bz2}), or a specification of a virtual package as the
 * text itself.
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
    if (CondaArchive.isNamed(source.fileName())) {
      return source.isFile();
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
    if (CondaArchive.isNamed(source.fileName())) {
      return List.of(CondaArchive.read(source, packages));
    }
    String text = source.text();
    Json.Members document = JsonReader.read(text, source.span()).asMembers();
    if (document.find("name").isPresent() && document.find("build").isPresent()) {
      String file =
          document.text("name").orElse("")
              + "-"
              + document.text("version").orElse("")
              + "-"
              + document.text("build").orElse("");
      return List.of(packages.candidate(file, document, Optional.empty()));
    }
    Optional<Json> info = document.find("info");
    Optional<String> directory =
        info.isPresent() ? info.get().asMembers().text("subdir") : Optional.empty();
    List<Candidate> candidates = new ArrayList<>();
    for (String list : LISTS) {
      Optional<Json> records = document.find(list);
      if (records.isPresent()) {
        for (Map.Entry<String, Json> entry : records.get().asMembers().members().entrySet()) {
          candidates.add(
              packages.candidate(entry.getKey(), entry.getValue().asMembers(), directory));
        }
      }
    }
    if (candidates.isEmpty()) {
      throw RequirementException.of(document.span(), "the index has no packages", "");
    }
    return candidates;
  }
}
