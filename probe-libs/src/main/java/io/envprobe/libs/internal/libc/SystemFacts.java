package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the loaders of a machine depend on beside its files.
 *
 * @param libc the family of the system's C library; empty where it is not known
 * @param level the x86-64 level, 1…4; 0 where it is not known
 * @param directories the {@code glibc-hwcaps} directories for its processor, best first
 * @param kernel the numbers of the kernel's release; empty where it is not known
 */
public record SystemFacts(
    String libc, int level, List<String> directories, Optional<String> kernel) {
  /** The facts that they are drawn from. */
  public static final Set<FactKey<?>> KEYS =
      Set.of(
 LibraryFacts.LIBC_NAME,CpuFacts.CPU_LEVEL, CpuFacts.CPU_HWCAPS, OsFacts.KERNEL_VERSION);

  public SystemFacts {
    directories = List.copyOf(directories);
  }

  /** From what is known of a machine. */
  public static SystemFacts of(Profile facts) {
    return new SystemFacts(
        facts.reading(LibraryFacts.LIBC_NAME).asOptional().orElse(""),
        (int) (long) facts.reading(CpuFacts.CPU_LEVEL).asOptional().orElse(0L),
        facts.reading(CpuFacts.CPU_HWCAPS).asOptional().orElse(List.of()),
        facts.reading(OsFacts.KERNEL_VERSION) instanceof Reading.Present<String> release
            ? Optional.of(PackagedVersion.upstream(release.value()))
            : Optional.empty());
  }

  /** As a loader that was built and started in a way sees them. */
  public LoaderSettings.Processor of(
      LoaderTable table,
      String architecture,
      LoaderSettings.Build build,
      LoaderSettings.Start start) {
    List<String> known = table.capabilities(architecture);
    List<String> usable = directories.stream().filter(known::contains).toList();
    return new LoaderSettings.Processor(
        table.platform(architecture),
        usable,
        table.legacyCapabilities(architecture),
        architecture.equals("x86_64") ? level : 0,
        kernel);
  }
}
