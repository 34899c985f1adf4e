package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the loaders of a machine take from its processor and kernel.
 *
 * @param level the x86-64 level, 1…4; 0 where it is not known
 * @param directories the {@code glibc-hwcaps} directories for its processor, best first
 * @param kernel the numbers of the kernel's release; empty where it is not known
 */
public record ProcessorFacts(int level, List<String> directories, Optional<String> kernel) {
  /** The facts that they are drawn from. */
  public static final Set<FactKey<?>> KEYS =
      Set.of(CpuFacts.CPU_LEVEL, CpuFacts.CPU_HWCAPS, OsFacts.KERNEL_VERSION);

  public ProcessorFacts {
    directories = List.copyOf(directories);
  }

  /** From what is known of a machine. */
  public static ProcessorFacts of(Profile facts) {
    return new ProcessorFacts(
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
