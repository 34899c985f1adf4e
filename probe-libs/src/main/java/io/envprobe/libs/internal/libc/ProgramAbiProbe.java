package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.FloatAbi;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the programs of this system are built for, which may be narrower than the kernel: ELF
 * headers of programs that every system has, otherwise of its only C library.
 */
public final class ProgramAbiProbe implements Probe {
  private static final String[] PROGRAMS = {
    "/bin/sh", "/usr/bin/env", "/bin/ls", "/bin/busybox", "/usr/bin/sh", "/system/bin/sh"
  };

  /** For the list of probes. */
  public ProgramAbiProbe() {}

  @Override
  public String id() {
    return "abi";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(OsFacts.OS_ABI_ARCH, OsFacts.OS_ABI_BITS, OsFacts.OS_ABI_FLOAT);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(OsFacts.OS_NAME, CpuFacts.CPU_ARCH);
  }

  @Override
  public void probe(ProbeSession session) {
    String system = session.reading(OsFacts.OS_NAME).asOptional().orElse("");
    if (system.equals("windows") || system.equals("macos")) {
      ofProcessor(session, system);
      return;
    }
    List<Evidence> looked = new ArrayList<>();
    for (String path : PROGRAMS) {
      Outcome<ElfProgram> opened = ElfProgram.openHeaders(session.host(), path);
      if (opened instanceof Outcome.Answer<ElfProgram> answer) {
        ofProgram(session, answer.value());
        return;
      }
      if (opened instanceof Outcome.Failure<ElfProgram> failure) {
        looked.add(Evidence.file(path, failure.detail()));
      }
    }
    ofLibraries(session, looked);
  }

  private static void ofProgram(ProbeSession session, ElfProgram program) {
    ElfHeader header = program.file().header();
    Evidence evidence = Evidence.file(program.path(), "ELF machine " + header.machine());
    session.add(Fact.observed(OsFacts.OS_ABI_ARCH, program.architecture(), evidence));
    session.add(Fact.observed(OsFacts.OS_ABI_BITS, (long) header.bits(), evidence));
    Optional<FloatAbi> convention = header.floatAbi();
    session.add(
        convention.isPresent()
            ? Fact.observed(
                OsFacts.OS_ABI_FLOAT, convention.get().name().toLowerCase(Locale.ROOT), evidence)
            : Fact.absent(OsFacts.OS_ABI_FLOAT, evidence));
  }

  private static void ofProcessor(ProbeSession session, String system) {
    Evidence evidence =
        Evidence.rule("cpu.arch", "programs of " + system + " are built for its processor");
    Reading<String> architecture = session.reading(CpuFacts.CPU_ARCH);
    session.add(new Fact<>(OsFacts.OS_ABI_ARCH, architecture, Origin.DERIVED, List.of(evidence)));
    session.add(
        new Fact<>(
            OsFacts.OS_ABI_BITS,
            architecture.map(name -> name.equals("i686") ? 32L : 64L),
            Origin.DERIVED,
            List.of(evidence)));
    session.add(Fact.absent(OsFacts.OS_ABI_FLOAT, evidence));
  }

  /** An image without programs: what its C libraries are built for, where they agree. */
  private static void ofLibraries(ProbeSession session, List<Evidence> looked) {
    Host host = session.host();
    Set<String> architectures = new TreeSet<>();
    String path = "";
    for (CLibrary library : InstalledLibcs.all(host, LoaderTable.read())) {
      architectures.add(library.architecture());
      path = library.path().asOptional().orElse(library.loader());
    }
    if (architectures.size() == 1
        && ElfProgram.openHeaders(host, path) instanceof Outcome.Answer<ElfProgram> answer) {
      ofProgram(session, answer.value());
      return;
    }
    UnknownCause cause =
        architectures.isEmpty() ? UnknownCause.UNSUPPORTED : UnknownCause.CONFLICTING;
    String detail =
        architectures.isEmpty()
            ? "no program and no C library to read the architecture from"
            : "no program, and C libraries for " + String.join(", ", architectures);
    Evidence[] places = looked.toArray(new Evidence[0]);
    session.add(Fact.unknown(OsFacts.OS_ABI_ARCH, cause, detail, places));
    session.add(Fact.unknown(OsFacts.OS_ABI_BITS, cause, detail, places));
    session.add(Fact.unknown(OsFacts.OS_ABI_FLOAT, cause, detail, places));
  }
}
