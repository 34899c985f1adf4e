package io.envprobe.external;

import io.envprobe.external.ExternalDependency.Kind;
import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Reading;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Software;
import java.util.ArrayList;
import java.util.List;

/** The places that are looked at for one dependency, and what came of each. One thread. */
final class Lookups {
  private final ExternalDependency dependency;
  private final Platform platform;
  private final List<Found> found = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private boolean place;
  private String nearest = "";
  private String interfaceVersion = "";

  Lookups(ExternalDependency dependency, Platform platform) {
    this.dependency = dependency;
    this.platform = platform;
  }

  /** Something that would do. */
  record Found(String how, String path, String version, String owner) {}

  List<Found> found() {
    return found;
  }

  List<Evidence> evidence() {
    return evidence;
  }

  /** Why some place could not be looked at. */
  List<String> unknown() {
    return unknown;
  }

  /** Whether a place was looked at whose silence means that the thing is not there. */
  boolean anyPlace() {
    return place;
  }

  /** What is there and does not do; may be empty. */
  String nearest() {
    return nearest;
  }

  void pkgConfig(List<String> names) {
    for (String name : names) {
      add("pkg-config", name + ".pc", platform.software().pkgConfig(name));
    }
  }

  void headers(List<String> names) {
    for (String name : names) {
      add("header", name, platform.software().header(name));
    }
  }

  void programs(List<String> names) {
    for (String name : names) {
      add("program", name, platform.software().program(name));
    }
  }

  private void add(String how, String name, Software.Sighting sighting) {
    if (sighting instanceof Software.Seen seen) {
      String owner = platform.software().owner(seen.path());
      String version = seen.version().isEmpty() ? versionOf(owner) : seen.version();
      found.add(new Found(how, seen.path(), own(version), owner));
      evidence.add(Evidence.file(seen.path(), seen.version()));
    } else if (sighting instanceof Software.NotSeen not) {
      place = true;
      evidence.add(ExternalFinder.note(name, "not in " + String.join(", ", not.looked())));
    } else if (sighting instanceof Software.NotKnown not) {
      unknown.add(how + " " + name + ": " + not.detail());
    }
  }

  /** The version of an interface is not that of what has it. */
  private String own(String version) {
    return dependency.name().startsWith("virtual/") ? interfaceVersion : version;
  }

  /** {@code zlib1g 1:1.2.13 (dpkg)}: its second word. */
  private static String versionOf(String owner) {
    String[] words = owner.split(" ", -1);
    return words.length == 3 ? words[1] : "";
  }

  /** A name that the loader looks up. */
  void library(String name) {
    libraries(name, true);
  }

  /** Libraries by the start of their names. */
  void libraries(List<String> stems) {
    for (String stem : stems) {
      libraries(stem, false);
    }
  }

  private void libraries(String name, boolean exact) {
    Reading<List<FactRecord>> visible = platform.profile().reading(LibraryFacts.LIBS_VISIBLE);
    if (visible instanceof Reading.Present<List<FactRecord>> known) {
      place = true;
      boolean any = false;
      for (FactRecord library : known.value()) {
        String own = library.text("name").orElse("");
        if (exact ? own.equals(name) : ExternalNames.isBuildOf(own, name)) {
          any = true;
          String path = library.text("path").orElse(own);
          String owner = library.text("package").orElse("");
          found.add(new Found("loader", path, own(versionOf(owner)), owner));
          evidence.add(Evidence.file(path, own));
        }
      }
      if (!any) {
        evidence.add(ExternalFinder.note(name, "the loader sees no such library"));
      }
    } else if (visible instanceof Reading.Unknown<List<FactRecord>> not) {
      String detail = not.detail().isEmpty() ? "nobody looked" : not.detail();
      unknown.add("the libraries that the loader sees are not known: " + detail);
    }
  }

  /** Libraries that are there to run with, but not to build against. */
  void onlyToRun(List<String> stems) {
    Reading<List<FactRecord>> visible = platform.profile().reading(LibraryFacts.LIBS_VISIBLE);
    for (FactRecord library : visible.asOptional().orElse(List.of())) {
      String own = library.text("name").orElse("");
      for (String stem : stems) {
        if (nearest.isEmpty() && ExternalNames.isBuildOf(own, stem)) {
          String path = library.text("path").orElse(own);
          nearest = path + " is there, but the files to build against it are not";
          evidence.add(Evidence.file(path, "to run only"));
        }
      }
    }
  }

  /**
   * The versions of interfaces, which are not those of the libraries: that of the reference LAPACK,
   * and of the OpenMP specification.
   */
  void interfaces(String id) {
    boolean lapack = id.equals("virtual/interface/lapack");
    if (lapack || id.equals("virtual/interface/blas")) {
      records(BlasFacts.BLAS_SELECTED.name(), lapack ? "liblapack" : "libblas");
    } else if (id.equals("virtual/interface/openmp")) {
      for (FactRecord runtime :
          platform.profile().reading(BlasFacts.OPENMP_LIBRARIES).asOptional().orElse(List.of())) {
        runtime
            .text("specification")
            .ifPresent(version -> fact(runtime.text("path").orElse(""), version));
      }
    }
  }

  private void records(String fact, String start) {
    List<FactRecord> libraries =
        platform.profile().reading(BlasFacts.BLAS_LIBRARIES).asOptional().orElse(List.of());
    for (FactRecord selected :
        platform.profile().reading(BlasFacts.BLAS_SELECTED).asOptional().orElse(List.of())) {
      String real = selected.text("real_path").orElse("");
      for (FactRecord library : libraries) {
        boolean same =
            selected.text("name").orElse("").startsWith(start)
                && library.text("real_path").orElse("").equals(real);
        if (same) {
          String version = library.text("lapack_version").orElse("");
          fact(selected.text("path").orElse(fact), version);
        }
      }
    }
  }

  private void fact(String path, String version) {
    interfaceVersion = interfaceVersion.isEmpty() ? version : interfaceVersion;
    if (dependency.phase() == Phase.RUN) {
      found.add(new Found("facts", path, version, platform.software().owner(path)));
    }
    evidence.add(Evidence.file(path, version));
  }

  /**
   * What the databases of package managers have.
   *
   * @param manager whose names these are; empty for everybody's
   */
  void packages(List<String> names, String manager) {
    Reading<List<FactRecord>> installed =
        platform.profile().reading(LibraryFacts.PACKAGES_INSTALLED);
    for (FactRecord item : installed.asOptional().orElse(List.of())) {
      String name = item.text("name").orElse("");
      String by = item.text("manager").orElse("");
      if (names.contains(name) && (manager.isEmpty() || manager.equals(by))) {
        String version = item.text("version").orElse("");
        String owner = name + (version.isEmpty() ? "" : " " + version) + " (" + by + ")";
        found.add(new Found("package database", "", own(version), owner));
        evidence.add(ExternalFinder.note("package database", owner));
      }
    }
  }

  /** A dependency that the table has not: its own name may still be that of something. */
  void unnamed(ExternalDependency wanted) {
    String name = wanted.name().substring(wanted.name().lastIndexOf('/') + 1);
    if (wanted.kind() == Kind.NAME || wanted.name().startsWith("generic/")) {
      if (wanted.phase() != Phase.RUN
          && platform.software().pkgConfig(name) instanceof Software.Seen seen) {
        add("pkg-config", name, seen);
      }
      if (platform.software().program(name) instanceof Software.Seen seen) {
        add("program", name, seen);
      }
      packages(List.of(name), "");
    } else if (wanted.name().startsWith("pypi/")) {
      packages(List.of(name), "python");
    }
  }
}
