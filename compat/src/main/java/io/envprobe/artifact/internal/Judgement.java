package io.envprobe.artifact.internal;

import io.envprobe.artifact.Portability;
import io.envprobe.binaries.ElfRequirements.Libc;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the oldest platform that has everything that some files expect of it. */
final class Judgement {
  private static final String EXTERNAL = "EXTERNAL_LIB:";
  private static final String BEYOND = "BEYOND_KNOWN_POLICIES:";

  private final WheelPolicies policies = WheelPolicies.KNOWN;
  private final String architecture;
  private final Set<String> decidedBy = new LinkedHashSet<>();
  private final Set<String> external = new LinkedHashSet<>();
  private final Set<String> blockers = new LinkedHashSet<>();
  private final Set<String> limits = new LinkedHashSet<>();
  private String floor;
  private Optional<String> policy;

  private Judgement(String architecture, String floor) {
    this.architecture = architecture;
    this.floor = floor;
    this.policy = policies.step(architecture, floor, false);
  }

  /**
   * Judges files that are handed out together.
   *
   * @param files those of one architecture
   * @param provided the names that the artifact itself provides
   */
  static Portability of(List<Requirement> files, Collection<String> provided) {
    Set<String> architectures = new LinkedHashSet<>();
    files.forEach(file -> file.architecture().ifPresent(architectures::add));
    String architecture = architectures.size() == 1 ? architectures.iterator().next() : "";
    Optional<String> floor = WheelPolicies.KNOWN.floor(architecture);
    Judgement judgement = new Judgement(architecture, floor.orElse("0"));
    boolean glibc = false;
    boolean musl = false;
    boolean other = false;
    for (Requirement file : files) {
      judgement.blockers.addAll(file.blockers());
      judgement.limits.addAll(file.limits());
      musl |= file.libc() == Libc.MUSL;
      other |= file.libc() == Libc.BIONIC;
      glibc |= file.libc() == Libc.GLIBC || file.libc() == Libc.CONFLICT;
    }
    if (glibc && musl) {
      judgement.blockers.add("CONFLICTING_LIBC");
    }
    boolean judged = glibc || !(musl || other);
    for (Requirement file : files) {
      judgement.libraries(file, provided, judged);
      if (judged) {
        judgement.versions(file);
        judgement.symbols(file);
        judgement.weakVersions(file);
      }
    }
    if (judged) {
      return judgement.result(
          Optional.of(architecture).filter(name -> !name.isEmpty()), floor.isPresent());
    }
    return judgement.musl(architecture, musl, files);
  }

  private void libraries(Requirement file, Collection<String> provided, boolean glibc) {
    for (String library : file.libraries()) {
      if (provided.contains(library) || WheelPolicies.isAlwaysThere(library)) {
        continue;
      }
      if (!glibc) {
        if (!policies.allowedWithMusl(library)) {
          external.add(library);
        }
        continue;
      }
      Optional<String> since = policies.allowed(library);
      if (since.isPresent()) {
        raise(since.get(), since.get(), "WHITELIST:" + library);
      } else if (external.add(library)) {
        blockers.add(EXTERNAL + library);
      }
    }
  }

  private void versions(Requirement file) {
    for (String node : VersionNumber.highest(file.nodes())) {
      if (!WheelPolicies.isGoverned(node) || node.equals("GLIBC_PRIVATE")) {
        continue;
      }
      Optional<String> since = policies.since(architecture, node);
      Optional<String> version = VersionNumber.ofNode(node);
      if (node.startsWith("GLIBC_") && version.isPresent()) {
        String needed = VersionNumber.majorMinor(version.get());
        raise(needed, since.orElse(""), node);
      } else if (since.isPresent()) {
        raise(since.get(), since.get(), node);
      } else if (policy.isPresent() || !blockers.isEmpty()) {
        blockers.add(BEYOND + node);
        policy = Optional.empty();
      }
    }
  }

  /** What the loader forgives raises no floor, but repair tools count it. */
  private void weakVersions(Requirement file) {
    for (String node : VersionNumber.highest(file.weakNodes())) {
      Optional<String> since = policies.since(architecture, node);
      boolean higher =
          since.isPresent()
              && policy.isPresent()
              && VersionNumber.compare(since.get(), policy.get()) > 0;
      if (higher) {
        policy = policies.step(architecture, since.get(), false);
      }
    }
  }

  private void symbols(Requirement file) {
    for (Requirement.RefusedSymbol refused : file.refusedSymbols()) {
      Optional<String> since =
          policies
              .refusedUntil(refused.library(), refused.symbol())
              .flatMap(until -> policies.step(architecture, until, true));
      String name = "BLACKLISTED:" + refused.library() + ":" + refused.symbol();
      // What a newer glibc brought is named by its version; repair tools refuse the name besides.
      boolean versioned = !refused.library().equals("libz.so.1");
      if (since.isPresent()) {
        raise(versioned ? floor : since.get(), since.get(), name);
      } else {
        blockers.add(name);
        policy = Optional.empty();
      }
    }
  }

  /** Takes the floor up to a glibc, and the policy to its own; an empty policy is none at all. */
  private void raise(String glibc, String step, String because) {
    int order = VersionNumber.compare(glibc, floor);
    if (order > 0) {
      floor = glibc;
      decidedBy.clear();
    }
    boolean lowest = policies.floor(architecture).equals(Optional.of(floor));
    if (order >= 0 && !lowest && !because.startsWith("BLACKLISTED:libc")) {
      decidedBy.add(because);
    }
    if (step.isEmpty()) {
      policy = Optional.empty();
    } else if (policy.isPresent() && VersionNumber.compare(step, policy.get()) > 0) {
      policy = policies.step(architecture, step, false);
    }
  }

  private Portability result(Optional<String> name, boolean tagged) {
    boolean refused =
        blockers.stream()
            .anyMatch(
                blocker ->
                    blocker.startsWith(EXTERNAL)
                        || blocker.startsWith("X86_64_V")
                        || blocker.equals("GLIBC_PRIVATE"));
    return new Portability(
        name,
        tagged ? Optional.of(tag("manylinux", floor)) : Optional.empty(),
        name.map(
            known ->
                policy
                    .filter(step -> !refused)
                    .map(step -> tag("manylinux", step))
                    .orElse("linux_" + known)),
        VersionNumber.highest(List.copyOf(decidedBy)),
        List.copyOf(external),
        List.copyOf(blockers),
        List.copyOf(limits));
  }

  private Portability musl(String name, boolean musl, List<Requirement> files) {
    Optional<MuslReleases.Needed> newest = Optional.empty();
    for (Requirement file : files) {
      Optional<MuslReleases.Needed> needed = file.muslRelease();
      if (needed.isPresent()
          && (newest.isEmpty()
              || VersionNumber.compare(needed.get().release(), newest.get().release()) > 0)) {
        newest = needed;
      }
    }
    // A tag promises the first release of its series only.
    Optional<String> minimum = Optional.empty();
    if (musl && !name.isEmpty() && newest.isPresent()) {
      String release = newest.get().release();
      String series = VersionNumber.majorMinor(release);
      boolean first = newest.get().symbol().isEmpty() || release.equals(series + ".0");
      String last = policies.newestMusl();
      minimum = Optional.of(tag("musllinux", first ? series : last));
      if (!first && series.equals(last)) {
        limits.add("MUSL>=" + release + ": the tag promises " + series + ".0 only");
      }
    }
    boolean lowest = newest.isEmpty() || newest.get().symbol().isEmpty();
    boolean tagged = musl && !name.isEmpty() && external.isEmpty();
    return new Portability(
        Optional.of(name).filter(known -> !known.isEmpty()),
        minimum,
        name.isEmpty()
            ? Optional.empty()
            : Optional.of(tagged ? tag("musllinux", policies.newestMusl()) : "linux_" + name),
        lowest ? List.of() : List.of(newest.get().decision()),
        List.copyOf(external),
        List.copyOf(blockers),
        List.copyOf(limits));
  }

  private String tag(String family, String version) {
    return family + "_" + version.replace('.', '_') + "_" + architecture;
  }
}
