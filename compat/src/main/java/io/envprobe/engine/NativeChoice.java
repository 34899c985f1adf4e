package io.envprobe.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The native build that was picked, and why.
 *
 * @param selection all builds with their verdicts, best first
 */
public record NativeChoice(Selection selection) {
  public NativeChoice {
    Objects.requireNonNull(selection);
  }

  /** The name of the build to take; nothing where none is known to run here. */
  public Optional<String> chosen() {
    return selection.chosen().map(ranked -> ranked.candidate().name());
  }

  /** The builds of which is not known whether they run here, in the order in which they came. */
  public List<String> undetermined() {
    return names(Compatibility.UNDETERMINED);
  }

  /** The builds that do not run here. */
  public List<String> rejected() {
    return names(Compatibility.INCOMPATIBLE);
  }

  private List<String> names(Compatibility compatibility) {
    List<String> names = new ArrayList<>();
    for (Selection.Ranked ranked : selection.ranked()) {
      if (ranked.compatibility() == compatibility) {
        names.add(ranked.candidate().name());
      }
    }
    return Collections.unmodifiableList(names);
  }

  /** One line for each build, for a log: the chosen one first, then why not the others. */
  public List<String> explanation() {
    List<String> lines = new ArrayList<>();
    for (Selection.Ranked ranked : selection.ranked()) {
      String name = ranked.candidate().name();
      lines.add(
          switch (ranked.compatibility()) {
            case COMPATIBLE -> {
              String why = selection.why(ranked);
              yield why.isEmpty() ? name + ": chosen" : name + ": would run, but " + why;
            }
            case UNDETERMINED -> name + ": not known whether it runs: " + reasons(ranked);
            case INCOMPATIBLE -> name + ": does not run: " + reasons(ranked);
          });
    }
    if (lines.isEmpty()) {
      lines.add("there is nothing to choose from");
    }
    return Collections.unmodifiableList(lines);
  }

  private String reasons(Selection.Ranked ranked) {
    List<String> reasons = new ArrayList<>();
    for (Verdict.Reason reason : selection.verdict(ranked).reasons()) {
      reasons.add(reason.answer().reason());
    }
    return String.join("; ", reasons);
  }
}
