package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.LoadReport;
import io.envprobe.marker.Truth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file must be loadable with everything that the libraries need that it gets. Where the machine
 * is not at hand, what is installed there is taken as complete, so that the file's own needs
 * decide.
 *
 * @param path of the file
 */
public record LoadDemand(String path) implements Demand {
  public LoadDemand {
    Objects.requireNonNull(path);
  }

  @Override
  public String text() {
    return "loads " + path;
  }

  @Override
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>(LibraryDemand.FACTS);
    facts.addAll(HostLoader.needs());
    return facts;
  }

  @Override
  public Truth test(Platform platform) {
    Optional<LoadReport> report = platform.libraries().examine(path);
    return report.isEmpty() ? Truth.TRUE : truth(report.get());
  }

  private static Truth truth(LoadReport report) {
    return switch (report.state()) {
      case LOADS -> Truth.TRUE;
      case FAILS -> Truth.FALSE;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  @Override
  public Answer explain(Platform platform) {
    Optional<LoadReport> report = platform.libraries().examine(path);
    if (report.isEmpty()) {
      return new Answer(
          Truth.TRUE,
          "what is installed on the machine is taken as complete",
          List.of(),
          List.of(),
          "");
    }
    LoadReport found = report.get();
    String reason =
        switch (found.state()) {
          case LOADS ->
              found.unboundSymbols().isEmpty()
                  ? "the loader finds everything"
                  : "it loads; what opens it must define " + Remedies.shown(found.unboundSymbols());
          case FAILS -> failure(found);
          case UNKNOWN -> Remedies.shown(found.unknowns());
        };
    return new Answer(truth(found), reason, List.of(), List.of(), "");
  }

  private static String failure(LoadReport report) {
    if (!report.errors().isEmpty()) {
      return "the loader says: " + report.errors().get(0);
    }
    if (!report.missingLibraries().isEmpty()) {
      return "the loader does not find "
          + Remedies.shown(
              report.missingLibraries().stream().map(LoadReport.MissingLibrary::name).toList());
    }
    for (LoadReport.MissingVersion missing : report.missingVersions()) {
      if (!missing.weak()) {
        return missing.library() + " has no " + missing.version();
      }
    }
    return "the loader refuses it";
  }
}
