package io.envprobe.engine;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Requirements compiled together, to be matched against many machines: equal demands, and equal
 * parts of conditions, are decided once a machine, however many requirements have them. Reasons are
 * {@link Engine#check}'s. Immutable and thread-safe.
 */
public final class RequirementSet {
  private final List<Requirement> requirements;
  private final Part[] parts;
  private final int[] roots;

  private RequirementSet(List<Requirement> requirements, Part[] parts, int[] roots) {
    this.requirements = requirements;
    this.parts = parts;
    this.roots = roots;
  }

  /** A part of a condition; of the kinds that have parts below them, their numbers. */
  private sealed interface Part {
    record Leaf(Demand demand) implements Part {}

    record Joined(boolean all, List<Integer> below) implements Part {}

    record Negated(int below) implements Part {}
  }

  /** Compiles requirements, in their order. */
  public static RequirementSet of(List<Requirement> requirements) {
    Compiler compiler = new Compiler();
    int[] roots = new int[requirements.size()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = compiler.number(requirements.get(i).condition());
    }
    return new RequirementSet(
        List.copyOf(requirements), compiler.parts.toArray(new Part[0]), roots);
  }

  /** Numbers parts; a part has a higher number than those below it. */
  private static final class Compiler {
    private final Map<Part, Integer> numbers = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    int number(Condition condition) {
      return condition.fold(
          leaf -> number(new Part.Leaf(leaf.demand())),
          all -> joined(true, all.parts()),
          any -> joined(false, any.parts()),
          not -> number(new Part.Negated(number(not.part()))));
    }

    private int joined(boolean all, List<Condition> conditions) {
      Set<Integer> below = new LinkedHashSet<>();
      conditions.forEach(condition -> below.add(number(condition)));
      return number(new Part.Joined(all, List.copyOf(below)));
    }

    private int number(Part part) {
      Integer known = numbers.get(part);
      if (known == null) {
        known = parts.size();
        numbers.put(part, known);
        parts.add(part);
      }
      return known;
    }
  }

  /** The requirements, in their order. */
  public List<Requirement> requirements() {
    return requirements;
  }

  /** The facts that decide: what must be looked for. */
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Part.Leaf leaf) {
        facts.addAll(leaf.demand().facts());
      }
    }
    return facts;
  }

  /** Which requirements a machine meets. */
  public Matches test(Platform platform) {
    Truth[] known = new Truth[parts.length];
    Compatibility[] answers = new Compatibility[roots.length];
    for (int i = 0; i < roots.length; i++) {
      answers[i] = Compatibility.of(truth(roots[i], known, platform));
    }
    return new Matches(requirements, answers);
  }

  private Truth truth(int number, Truth[] known, Platform platform) {
    if (known[number] != null) {
      return known[number];
    }
    Part part = parts[number];
    Truth truth;
    if (part instanceof Part.Leaf leaf) {
      truth = leaf.demand().test(platform);
    } else if (part instanceof Part.Negated not) {
      truth = truth(not.below(), known, platform).not();
    } else {
      Part.Joined joined = (Part.Joined) part;
      truth = Truth.of(joined.all());
      for (int below : joined.below()) {
        Truth one = truth(below, known, platform);
        truth = joined.all() ? truth.and(one) : truth.or(one);
        if (truth == Truth.of(!joined.all())) {
          break;
        }
      }
    }
    known[number] = truth;
    return truth;
  }

  /** What one machine meets. Immutable. */
  public static final class Matches {
    private final List<Requirement> requirements;
    private final Compatibility[] answers;

    private Matches(List<Requirement> requirements, Compatibility[] answers) {
      this.requirements = requirements;
      this.answers = answers;
    }

    /** The answer for a requirement, by its place in the set. */
    public Compatibility of(int place) {
      return answers[Objects.checkIndex(place, answers.length)];
    }

    /** The requirements that have an answer, in their order. */
    public List<Requirement> with(Compatibility wanted) {
      List<Requirement> found = new ArrayList<>();
      for (int i = 0; i < answers.length; i++) {
        if (answers[i] == wanted) {
          found.add(requirements.get(i));
        }
      }
      return found;
    }

    @Override
    public String toString() {
      return Arrays.toString(answers);
    }
  }
}
