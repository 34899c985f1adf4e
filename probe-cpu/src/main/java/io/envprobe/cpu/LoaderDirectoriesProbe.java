package io.envprobe.cpu;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.target.LoaderDirectories;
import java.util.Set;

/**
 * The {@code glibc-hwcaps} directories: what follows from the processor's usable features by the
 * rule of the release of glibc that this system has.
 */
final class LoaderDirectoriesProbe implements Probe {
  @Override
  public String id() {
    return "cpu-loader-directories";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(CpuFacts.CPU_HWCAPS);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(
        OsFacts.OS_NAME,
        CpuFacts.CPU_ARCH,
        CpuFacts.CPU_FEATURES,
        LibraryFacts.LIBC_NAME,
        LibraryFacts.LIBC_VERSION);
  }

  @Override
  public void probe(ProbeSession session) {
    String system = HostTexts.text(session.reading(OsFacts.OS_NAME));
    boolean other = !system.isEmpty() && !system.equals("linux");
    session.add(
        new LoaderDirectories(
                session.reading(CpuFacts.CPU_ARCH),
                session.reading(CpuFacts.CPU_FEATURES),
                HostTexts.text(session.host().variable("GLIBC_TUNABLES").reading()),
                other ? Reading.absent() : session.reading(LibraryFacts.LIBC_NAME),
                session.reading(LibraryFacts.LIBC_VERSION))
            .fact());
  }
}
