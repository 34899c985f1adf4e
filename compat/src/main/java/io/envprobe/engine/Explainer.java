package io.envprobe.engine;

import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides with reasons. */
final class Explainer {
  private final Platform platform;
  private final List<Verdict.Reason> reasons = new ArrayList<>();
  private final List<Verdict.Reason> limits = new ArrayList<>();

  private Explainer(Platform platform) {
    this.platform = platform;
  }

  static Verdict verdict(Requirement requirement, Platform platform) {
    Explainer explainer = new Explainer(platform);
    Explanation tree = explainer.explain(requirement.condition());
    Explanation marked = explainer.mark(tree, true, false);
    return new Verdict(
        requirement.subject(),
        Compatibility.of(marked.truth()),
        marked.truth() == Truth.TRUE ? List.of() : explainer.reasons,
        marked.truth() == Truth.TRUE ? explainer.limits : List.of(),
        marked,
        requirement.findings(),
        requirement.audits());
  }

  private Explanation explain(Condition condition) {
    return condition.fold(
        leaf -> {
          Answer answer = leaf.demand().explain(platform);
          return new Explanation(
              answer.truth(),
              Explanation.Kind.DEMAND,
              leaf.demand().text(),
              leaf.span(),
              Optional.of(answer),
              false,
              List.of());
        },
        all -> joined(Explanation.Kind.ALL, all.title(), all.parts(), all),
        any -> joined(Explanation.Kind.ANY, any.title(), any.parts(), any),
        not -> {
          Explanation part = explain(not.part());
          return new Explanation(
              part.truth().not(),
              Explanation.Kind.NOT,
              "",
              not.span(),
              Optional.empty(),
              false,
              List.of(part));
        });
  }

  private Explanation joined(
      Explanation.Kind kind, String title, List<Condition> conditions, Condition whole) {
    boolean all = kind == Explanation.Kind.ALL;
    Truth truth = Truth.of(all);
    List<Explanation> parts = new ArrayList<>(conditions.size());
    for (Condition condition : conditions) {
      Explanation part = explain(condition);
      parts.add(part);
      truth = all ? truth.and(part.truth()) : truth.or(part.truth());
    }
    return new Explanation(truth, kind, title, whole.span(), Optional.empty(), false, parts);
  }

  /** Marks what decides, and collects it: every part that has the truth of the whole. */
  private Explanation mark(Explanation part, boolean deciding, boolean negated) {
    if (part.kind() == Explanation.Kind.DEMAND) {
      if (deciding) {
        reasons.add(reason(part, negated));
      }
      return marked(part, deciding, List.of());
    }
    boolean not = part.kind() == Explanation.Kind.NOT;
    boolean open =
        part.kind() == Explanation.Kind.ANY
            && part.truth() == Truth.TRUE
            && !part.text().isEmpty()
            && !negated;
    List<Explanation> parts = new ArrayList<>(part.parts().size());
    for (Explanation child : part.parts()) {
      boolean same = not || child.truth() == part.truth();
      if (open && !same) {
        limits(child);
      }
      parts.add(mark(child, deciding && same, negated ^ not));
    }
    return marked(part, deciding, parts);
  }

  /** What of a part that is not needed does not hold. */
  private void limits(Explanation part) {
    if (part.kind() == Explanation.Kind.DEMAND) {
      limits.add(reason(part, false));
      return;
    }
    for (Explanation child : part.parts()) {
      if (child.truth() == part.truth()) {
        limits(child);
      }
    }
  }

  private static Verdict.Reason reason(Explanation part, boolean negated) {
    return new Verdict.Reason(part.text(), negated, part.span(), part.answer().orElseThrow());
  }

  private static Explanation marked(Explanation part, boolean deciding, List<Explanation> parts) {
    return new Explanation(
        part.truth(), part.kind(), part.text(), part.span(), part.answer(), deciding, parts);
  }
}
