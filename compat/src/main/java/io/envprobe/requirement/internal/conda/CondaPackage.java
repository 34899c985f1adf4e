package io.envprobe.requirement.internal.conda;

import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.CondaDemand;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.tag.matchspec.CondaMatchSpec;
import io.envprobe.version.CondaVersion;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packages as conda's indexes state them. What a package asks of the machine is its platform
 * directory and those of its dependencies that are virtual packages; all other dependencies are a
 * solver's.
 *
 * <p>Order: as conda's solver prefers packages of one name: fewer track features, newer version,
 * higher build number, later time stamp.
 */
final class CondaPackage {
  static final String FORMAT = "conda";

  /** Specifications repeat from package to package. */
  private final Map<String, CondaDemand> demands = new HashMap<>();

  /**
   * A candidate for one record.
   *
   * @param file the package's file name
   * @param directory the platform directory of the index, for records that state none
   */
  Candidate candidate(String file, Json.Members record, Optional<String> directory)
      throws RequirementException {
    Condition whole = Condition.all(conditions(record, directory), record.span());
    Score score = score(record);
    return new Candidate(file, Requirement.of(file, FORMAT, whole), platform -> score);
  }

  /** What a record asks of the machine. */
  List<Condition> conditions(Json.Members record, Optional<String> directory)
      throws RequirementException {
    List<Condition> conditions = new ArrayList<>();
    Optional<String> subdir = record.text("subdir").or(() -> directory);
    if (subdir.isPresent()) {
      conditions.add(Condition.of(new CondaSubdirDemand(subdir.get()), record.span()));
    }
    for (Json spec : record.items("depends")) {
      add(spec, false, conditions);
    }
    for (Json spec : record.items("constrains")) {
      add(spec, true, conditions);
    }
    return conditions;
  }

  private void add(Json spec, boolean onlyIfThere, List<Condition> conditions)
      throws RequirementException {
    String text = spec.asText();
    if (CondaDemand.isVirtual(text)) {
      conditions.add(Condition.of(demand(text, onlyIfThere, spec.span()), spec.span()));
    }
  }

  CondaDemand demand(String text, boolean onlyIfThere, Span span) throws RequirementException {
    String key = (onlyIfThere ? "-" : "+") + text;
    CondaDemand known = demands.get(key);
    if (known == null) {
      try {
        known = new CondaDemand(CondaMatchSpec.parse(text), onlyIfThere);
      } catch (SyntaxException e) {
        throw RequirementException.of(span, e.reason(), e.hint());
      }
      demands.put(key, known);
    }
    return known;
  }

  /** How conda prefers a package among those of its name. */
  static Score score(Json.Members record) throws RequirementException {
    String name = record.text("name").orElse("");
    String version = record.text("version").orElse("0");
    long build = record.integer("build_number").orElse(0L);
    long time = record.integer("timestamp").orElse(0L);
    Optional<Json> features = record.find("track_features");
    long tracked = 0;
    if (features.isPresent()) {
      List<Json> list =
          features.get() instanceof Json.Items items ? items.list() : List.of(features.get());
      for (Json feature : list) {
        tracked += feature.asText().isBlank() ? 0 : 1;
      }
    }
    List<Score.Criterion> criteria = new ArrayList<>();
    criteria.add(Score.Criterion.low("track features", tracked, Long.toString(tracked)));
    try {
      criteria.add(Score.Criterion.newest("version", CondaVersion.parse(version)));
    } catch (SyntaxException e) {
      criteria.add(Score.Criterion.high("version", 0, version));
    }
    criteria.add(Score.Criterion.high("build number", build, Long.toString(build)));
    criteria.add(Score.Criterion.high("timestamp", time, Long.toString(time)));
    return new Score(FORMAT + " " + name, criteria);
  }
}
