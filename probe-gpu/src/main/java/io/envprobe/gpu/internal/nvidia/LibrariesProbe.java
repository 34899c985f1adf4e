package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.PythonPackages;
import io.envprobe.gpu.internal.files.WindowsFiles;
import io.envprobe.gpu.internal.nvidia.CudaLibraries.Library;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The toolkits, runtimes and libraries for CUDA, wherever they are installed, from files alone. */
public final class LibrariesProbe implements Probe {
  @Override
  public String id() {
    return "cuda.libraries";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        CudaFacts.CUDA_TOOLKITS,
        CudaFacts.CUDA_RUNTIMES,
        CudaFacts.CUDA_LIBRARIES,
        CudaFacts.CUDNN_VERSION,
        CudaFacts.CUDNN_USABLE,
        CudaFacts.CUDNN_INSTALLATIONS,
        CudaFacts.NCCL_VERSION);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(PythonFacts.PYTHON_PATH);
  }

  @Override
  public void probe(ProbeSession session) {
    Optional<String> interpreter = session.reading(PythonFacts.PYTHON_PATH).asOptional();
    if (WindowsFiles.isWindows(session.host())) {
      WindowsLibraries windows = WindowsLibraries.of(session.host(), interpreter);
      add(session, windows.roots(), windows.toolkits(), windows.libraries());
      return;
    }
    LibrarySearch search = LibrarySearch.of(session.host());
    List<String> packages = PythonPackages.directories(session.host(), interpreter);
    List<String> homes = LibraryRoots.toolkitHomes(session.host());
    LibraryRoots roots = LibraryRoots.of(search, packages, homes);
    add(
        session,
        roots,
        Toolkits.find(session.host(), packages, homes),
        CudaLibraries.find(search, roots).asked(search));
  }

  private static void add(
      ProbeSession session, LibraryRoots roots, List<FactRecord> toolkits, CudaLibraries all) {
    Evidence[] evidence = looked(roots);
    session.add(records(CudaFacts.CUDA_TOOLKITS, toolkits, evidence));
    session.add(records(CudaFacts.CUDA_LIBRARIES, list(all.libraries()), evidence));
    session.add(records(CudaFacts.CUDA_RUNTIMES, list(all.of("cudart")), evidence));
    session.add(records(CudaFacts.CUDNN_INSTALLATIONS, list(all.of("cudnn")), evidence));
    session.add(version(CudaFacts.CUDNN_VERSION, all.chosen("cudnn"), evidence));
    session.add(version(CudaFacts.NCCL_VERSION, all.chosen("nccl"), evidence));
    completeness(session, all.chosen("cudnn"), evidence);
    several(session, all);
  }

  /** The places, each with who puts libraries there; several directories of one home are one. */
  private static Evidence[] looked(LibraryRoots roots) {
    // By texts, for the first hash of a record costs a process more than all else here.
    Map<String, Evidence> places = new LinkedHashMap<>();
    for (LibraryRoots.Root root : roots.roots()) {
      String place = root.home().isEmpty() ? root.directory() : root.home();
      places.putIfAbsent(place + "\0" + root.owner(), Evidence.file(place, root.owner()));
    }
    return places.values().toArray(new Evidence[0]);
  }

  private static List<FactRecord> list(List<Library> libraries) {
    List<FactRecord> records = new ArrayList<>();
    for (Library library : libraries) {
      records.add(library.record());
    }
    return records;
  }

  private static Fact<List<FactRecord>> records(
      FactKey<List<FactRecord>> key, List<FactRecord> records, Evidence[] evidence) {
    return records.isEmpty()
        ? Fact.absent(key, evidence)
        : new Fact<>(key, Reading.present(records), Origin.OBSERVED, List.of(evidence));
  }

  private static Fact<String> version(
      FactKey<String> key, Optional<Library> chosen, Evidence[] looked) {
    if (chosen.isEmpty()) {
      return Fact.absent(key, looked);
    }
    Evidence evidence = Evidence.file(chosen.get().file().realPath(), chosen.get().root().owner());
    return chosen.get().version().isEmpty()
        ? Fact.unknown(
            key,
            UnknownCause.NOT_PROBED,
            "no file tells the version of " + chosen.get().file().path(),
            evidence)
        : Fact.observed(key, chosen.get().version(), evidence);
  }

  private static void completeness(
      ProbeSession session, Optional<Library> chosen, Evidence[] looked) {
    if (chosen.isEmpty()) {
      session.add(Fact.absent(CudaFacts.CUDNN_USABLE, looked));
      return;
    }
    Library library = chosen.get();
    Evidence evidence = Evidence.file(library.file().path(), library.version());
    if (library.isComplete()) {
      session.add(Fact.observed(CudaFacts.CUDNN_USABLE, true, evidence));
      return;
    }
    Obstacle obstacle =
        Obstacle.certain(
            library.file().isSound() ? "incomplete" : "broken-library",
            library.file().isSound()
                ? "of "
                    + library.file().path()
                    + " these parts are missing or of another version: "
                    + String.join(", ", library.missing())
                : library.file().path() + ": " + library.file().problem(),
            "install all packages of cuDNN in one version",
            evidence);
    session.add(Obstacle.unusable(CudaFacts.CUDNN_USABLE, List.of(obstacle), Origin.OBSERVED));
    session.add(obstacle.finding("cudnn"));
  }

  /** Several copies are no fault, but which one is used depends on who asks. */
  private static void several(ProbeSession session, CudaLibraries all) {
    Map<String, Set<String>> versions = new TreeMap<>();
    for (Library library : all.libraries()) {
      String version = library.version().isEmpty() ? library.soname() : library.version();
      versions
          .computeIfAbsent(library.component(), key -> new TreeSet<>())
          .add(version + " (" + library.root().owner() + ")");
    }
    for (Map.Entry<String, Set<String>> each : versions.entrySet()) {
      if (each.getValue().size() > 1) {
        session.add(
            new Finding(
                "cuda.several-copies",
                Severity.INFO,
                each.getKey()
                    + " is installed more than once: "
                    + String.join(", ", each.getValue()),
                each.getKey(),
                List.of(),
                ""));
      }
    }
  }
}
