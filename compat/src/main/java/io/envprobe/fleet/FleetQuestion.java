package io.envprobe.fleet;

import io.envprobe.fact.FactKey;
import io.envprobe.host.Inputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is asked of a fleet. Immutable.
 *
 * @param requirements each with its name, in the order in which they are reported
 * @param cover the percentage of the fleet that the smallest set of builds is to cover; 0 where
 *     that is not asked
 */
public record FleetQuestion(List<Asked> requirements, int cover) {
  /**
   * One requirement.
   *
   * @param name as a person would name it
   */
  public record Asked(String name, Condition condition) {
    public Asked {
      Objects.requireNonNull(name);
      Objects.requireNonNull(condition);
    }
  }

  /** Throws {@link IllegalArgumentException} where the percentage is none. */
  public FleetQuestion {
    requirements = List.copyOf(requirements);
    if (cover < 0 || cover > 100) {
      throw new IllegalArgumentException("a percentage is 0 to 100, not " + cover);
    }
  }

  /**
   * Reads what is asked.
   *
   * @param sources expressions, or names of files
   * @param inputs where files are read
   * @throws RequirementException where one is no requirement
   * @throws IllegalArgumentException where the percentage is none
   */
  public static FleetQuestion read(List<String> sources, Inputs inputs, int cover)
      throws RequirementException {
    List<Asked> asked = new ArrayList<>();
    for (String name : sources) {
      for (Candidate candidate : RequirementFormats.read(Source.of(name, inputs))) {
        asked.add(new Asked(candidate.name(), candidate.requirement().condition()));
      }
    }
    return new FleetQuestion(asked, cover);
  }

  /** The facts that decide. */
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    requirements.forEach(asked -> facts.addAll(asked.condition().facts()));
    return facts;
  }
}
