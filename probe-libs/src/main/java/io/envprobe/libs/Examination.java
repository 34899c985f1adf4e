package io.envprobe.libs;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what a loader would do with a file into a report. Used once. */
final class Examination {
  private final HostLoader loader;
  private final Host host;
  private final Set<String> unknowns = new LinkedHashSet<>();

  Examination(HostLoader loader, Host host) {
    this.loader = loader;
    this.host = host;
  }

  Outcome<LoadReport> of(String path, boolean asLibrary) {
    LoaderFiles.Opened opened = loader.files().open(path);
    if (!(opened instanceof LoaderFiles.Content content)) {
      return opened instanceof LoaderFiles.Failed failed
              && failed.failure() == LoaderFiles.Failure.NOT_FOUND
          ? Outcome.failed(FailureKind.NOT_FOUND, path + " is not there")
          : Outcome.failed(FailureKind.WRONG_TYPE, path + " is no file that can be read");
    }
    if (!(content.content() instanceof ReadResult.Read<ElfFile> read)) {
      String reason = ((ReadResult.Rejected<ElfFile>) content.content()).reason().message();
      return Outcome.failed(FailureKind.WRONG_TYPE, path + ": " + reason);
    }
    ElfFile file = read.value();
    boolean program = !asLibrary && isProgram(file);
    if (program && file.dynamic().isEmpty()) {
      return Outcome.of(verdict(path, LoadReport.State.LOADS, List.of()));
    }
    Optional<LoaderSettings> settings = loader.settings(file);
    if (settings.isEmpty()) {
      return Outcome.of(withoutLoader(path, file));
    }
    Optional<Resolution> resolution =
        program ? loader.resolve(path).answer() : loader.open(path, file);
    return Outcome.of(report(path, file, resolution.orElseThrow()));
  }

  /** A file that the kernel starts; some libraries name a loader too, to print their version. */
  private static boolean isProgram(ElfFile file) {
    boolean position =
        file.dynamic().filter(ElfDynamic::isPositionIndependentExecutable).isPresent();
    return file.header().type() == 2
        || (file.interpreter().isPresent() && (position || file.soname().isEmpty()));
  }

  private LoadReport withoutLoader(String path, ElfFile file) {
    String architecture = file.header().architecture().orElse("machine " + file.header().machine());
    String named = file.interpreter().orElse("");
    String wanted = named.isEmpty() ? loader.loaderFor(file) : named;
    boolean absent = wanted.isEmpty() || host.status(wanted).isNotFound();
    if (absent) {
      String error =
          named.isEmpty()
              ? "no loader for " + architecture + " is there"
              : "the loader " + named + " that it names is not there";
      return verdict(path, LoadReport.State.FAILS, List.of(error));
    }
    unknowns.add("the rules of the loader " + wanted + " are not known");
    return verdict(path, LoadReport.State.UNKNOWN, List.of());
  }

  private LoadReport verdict(String path, LoadReport.State state, List<String> errors) {
    return new LoadReport(
        path,
        LoadReport.Basis.FILES,
        state,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        errors,
        List.of(),
        List.copyOf(unknowns));
  }

  private LoadReport report(String path, ElfFile file, Resolution resolution) {
    List<LoadReport.Provider> providers = new ArrayList<>();
    for (Resolution.LoadedObject object : resolution.objects()) {
      if (object.path().isPresent() && !object.path().get().equals(path)) {
        providers.add(
            new LoadReport.Provider(
                object.name(), object.path().get(), object.requestedBy(), object.via()));
      }
    }
    List<LoadReport.MissingLibrary> libraries = new ArrayList<>();
    for (Resolution.MissingLibrary missing : resolution.missingLibraries()) {
      libraries.add(
          new LoadReport.MissingLibrary(
              missing.name(), missing.requiredBy(), looked(resolution, missing.name())));
    }
    collectUnknowns(resolution);
    SymbolBinding symbols = new SymbolBinding(loader.files(), path, file, resolution, unknowns);
    List<LoadReport.MissingVersion> versions = new ArrayList<>();
    for (Resolution.MissingVersion missing : resolution.missingVersions()) {
      versions.add(symbols.missing(missing));
    }
    List<String> unbound = resolution.errors().isEmpty() ? symbols.unbound() : List.of();
    LoadReport.State state =
        !unknowns.isEmpty()
            ? LoadReport.State.UNKNOWN
            : resolution.loads() ? LoadReport.State.LOADS : LoadReport.State.FAILS;
    return new LoadReport(
        path,
        LoadReport.Basis.FILES,
        state,
        providers,
        libraries,
        versions,
        unbound,
        resolution.errors(),
        resolution.warnings(),
        List.copyOf(unknowns));
  }

  private static List<Resolution.Step> looked(Resolution resolution, String name) {
    for (Resolution.Search search : resolution.searches()) {
      if (search.name().equals(name)) {
        return search.steps();
      }
    }
    return List.of();
  }

  /** A file on the way that could not be looked at may be another than the one taken. */
  private void collectUnknowns(Resolution resolution) {
    for (Resolution.Search search : resolution.searches()) {
      for (Resolution.Step step : search.steps()) {
        for (String tried : step.tried()) {
          loader.files().unanswered(tried).ifPresent(unknowns::add);
        }
      }
    }
  }
}
