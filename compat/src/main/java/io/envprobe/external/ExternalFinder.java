package io.envprobe.external;

import io.envprobe.external.ExternalDependency.Kind;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Platform;
import io.envprobe.table.Table;
import io.envprobe.version.Version;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a machine has an external dependency. What it takes depends on the phase: to run, a
 * library that the loader finds or a program; to build against, a {@code .pc} file or a header; to
 * run while building, a program. The first that is conclusive counts, and all that was seen is
 * evidence. Missing needs proof: every place was looked at.
 */
public final class ExternalFinder {
  private ExternalFinder() {}

  /** What is there of a dependency. */
  public static ExternalAnswer find(ExternalDependency dependency, Platform platform) {
    Lookups lookups = new Lookups(dependency, platform);
    Optional<Table> row = ExternalNames.row(dependency);
    switch (dependency.kind()) {
      case PKGCONFIG -> lookups.pkgConfig(List.of(dependency.name()));
      case HEADER -> lookups.headers(List.of(dependency.name()));
      case PROGRAM -> lookups.programs(List.of(dependency.name()));
      case LIBRARY -> lookups.library(dependency.name());
      case DEP, NAME -> {
        if (row.isPresent()) {
          known(dependency, row.get(), lookups);
        } else {
          lookups.unnamed(dependency);
        }
      }
    }
    return judged(dependency, lookups, platform);
  }

  private static void known(ExternalDependency dependency, Table row, Lookups lookups) {
    List<String> libraries = row.texts("libraries");
    List<String> programs = row.texts("programs");
    boolean tool = libraries.isEmpty() && row.texts("headers").isEmpty();
    if (tool && row.texts("pkgconfig").isEmpty()) {
      lookups.programs(programs);
    } else if (dependency.phase() == Phase.RUN) {
      lookups.interfaces(row.text("id"));
      lookups.libraries(libraries);
      if (!programs.isEmpty()) {
        lookups.programs(programs);
      }
    } else {
      lookups.interfaces(row.text("id"));
      if (dependency.phase() == Phase.BUILD && !programs.isEmpty()) {
        lookups.programs(programs);
      }
      if (!row.texts("pkgconfig").isEmpty()) {
        lookups.pkgConfig(row.texts("pkgconfig"));
      }
      if (!row.texts("headers").isEmpty()) {
        lookups.headers(row.texts("headers"));
      }
      lookups.onlyToRun(libraries);
    }
    for (String ecosystem : ExternalNames.ECOSYSTEMS) {
      lookups.packages(
          ExternalNames.packages(dependency, ecosystem), ExternalNames.manager(ecosystem));
    }
  }

  private static ExternalAnswer judged(
      ExternalDependency dependency, Lookups lookups, Platform platform) {
    List<Lookups.Found> found = lookups.found();
    String hint = hint(dependency, platform.profile());
    if (found.isEmpty()) {
      boolean proven = lookups.unknown().isEmpty() && lookups.anyPlace();
      String reason =
          proven
              ? lookups.nearest().isEmpty() ? "it was found nowhere" : lookups.nearest()
              : lookups.unknown().isEmpty()
                  ? "how " + dependency.id() + " shows itself on a machine is not known here"
                  : lookups.unknown().get(0);
      return new ExternalAnswer(
          proven ? Truth.FALSE : Truth.UNKNOWN,
          "",
          "",
          "",
          "",
          reason,
          lookups.evidence(),
          List.of(),
          hint);
    }
    Lookups.Found best = found.get(0);
    Truth truth = Truth.TRUE;
    if (!dependency.constraint().isEmpty()) {
      truth = Truth.UNKNOWN;
      for (Lookups.Found one : found) {
        Optional<Version> version = version(one.version());
        if (version.isPresent()) {
          best = one;
          truth =
              Truth.of(
                  VersionSchemes.LENIENT
                      .constraint(dependency.constraint())
                      .contains(version.get()));
          break;
        }
      }
    }
    List<String> alternatives = new ArrayList<>();
    for (Lookups.Found one : found) {
      String place = one.path().isEmpty() ? one.owner() : one.path();
      if (!one.equals(best) && !alternatives.contains(place)) {
        alternatives.add(place);
      }
    }
    return new ExternalAnswer(
        truth,
        best.how(),
        best.path(),
        upstream(best.version()),
        best.owner(),
        reason(truth, best, dependency),
        lookups.evidence(),
        alternatives,
        truth == Truth.TRUE ? "" : hint);
  }

  private static String reason(Truth truth, Lookups.Found best, ExternalDependency dependency) {
    String place = best.path().isEmpty() ? best.owner() : best.path();
    String version = upstream(best.version());
    return switch (truth) {
      case TRUE -> "found by " + best.how() + ": " + place;
      case FALSE -> place + " is version " + version + ", not " + dependency.constraint();
      case UNKNOWN -> place + " is there, but its version is not known without running something";
    };
  }

  private static Optional<Version> version(String text) {
    String plain = upstream(text);
    return plain.isEmpty() ? Optional.empty() : VersionSchemes.LENIENT.tryParse(plain);
  }

  /**
   * A distribution's version without its epoch, revision and repacking: {@code 1:1.2.13.dfsg-1}.
   */
  static String upstream(String version) {
    String plain = version.substring(version.indexOf(':') + 1);
    int end = 0;
    boolean digit = false;
    while (end < plain.length()) {
      char c = plain.charAt(end);
      if (c == '-' || c == '+' || c == '~') {
        break;
      }
      digit |= c >= '0' && c <= '9';
      end++;
    }
    String head = plain.substring(0, end);
    for (String mark : List.of(".dfsg", ".ds")) {
      int at = head.indexOf(mark);
      head = at > 0 ? head.substring(0, at) : head;
    }
    return digit ? head : "";
  }

  private static String hint(ExternalDependency dependency, Profile profile) {
    String system = profile.reading(OsFacts.OS_NAME).asOptional().orElse("");
    if (system.equals("macos")) {
      return ExternalNames.hint(dependency, "homebrew");
    }
    List<String> likes =
        new ArrayList<>(List.of(profile.reading(OsFacts.OS_ID).asOptional().orElse("")));
    likes.addAll(profile.reading(OsFacts.OS_ID_LIKE).asOptional().orElse(List.of()));
    for (String like : likes) {
      if (like.equals("debian") || like.equals("ubuntu")) {
        return ExternalNames.hint(dependency, "debian");
      }
      if (like.equals("fedora") || like.equals("rhel")) {
        return ExternalNames.hint(dependency, "fedora");
      }
    }
    return ExternalNames.hint(dependency, "conda-forge");
  }

  /** A name that is only right on one kind of system deserves a word. */
  public static String portability(ExternalDependency dependency) {
    Kind kind = dependency.kind();
    return kind.isPortable()
        ? ""
        : "names of "
            + (kind == Kind.LIBRARY ? "libraries" : "headers")
            + " differ from system to system";
  }

  /** Evidence that is no file: a name that was looked up, and what came of it. */
  static Evidence note(String locator, String excerpt) {
    return Evidence.rule(locator, excerpt);
  }
}
