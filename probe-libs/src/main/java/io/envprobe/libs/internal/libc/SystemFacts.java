package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Tunables;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
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
  private static final String LEVELLED = "x86_64";
  private static final String MASK = "glibc.cpu.hwcaps";

  /** The facts that they are drawn from. */
  public static final Set<FactKey<?>> KEYS =
      Set.of(
          LibraryFacts.LIBC_NAME,
          CpuFacts.CPU_ARCH,
          CpuFacts.CPU_LEVEL,
          CpuFacts.CPU_HWCAPS,
          OsFacts.KERNEL_VERSION,
          OsFacts.OS_NAME);

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
    boolean levels = architecture.equals(LEVELLED);
    int usable = levels ? unmasked(table, start) : 0;
    List<String> capabilities = new ArrayList<>();
    for (String directory : directories) {
      // Directories of x86-64 are named by their levels.
      boolean masked = levels && directory.charAt(directory.length() - 1) - '0' > usable;
      if (known.contains(directory) && !masked) {
        capabilities.add(directory);
      }
    }
    return new LoaderSettings.Processor(
        table.platform(architecture),
        capabilities,
        table.legacyCapabilities(architecture, mask(start)),
        // Counted before the variable is read, so a mask does not lower what files may ask for.
        levels ? level : 0,
        kernel(build, start));
  }

  /**
   * The capabilities of which glibc before 2.37 makes subdirectories: all, unless a tunable or the
   * variable that it took the place of says otherwise. It does not change {@code glibc-hwcaps}.
   */
  private static long mask(LoaderSettings.Start start) {
    Optional<String> text = Tunables.value(start, "glibc.cpu.hwcap_mask");
    if (text.isEmpty() && !start.secure()) {
      text = start.variable("LD_HWCAP_MASK");
    }
    return text.map(Tunables::number).orElse(-1L);
  }

  /** The highest level whose directories {@code GLIBC_TUNABLES} leaves. */
  private static int unmasked(LoaderTable table, LoaderSettings.Start start) {
    int usable = 4;
    for (String change : Tunables.value(start, MASK).orElse("").split(",", -1)) {
      if (change.startsWith("-")) {
        usable = Math.min(usable, table.levelLostWithout(change.substring(1)) - 1);
      }
    }
    return usable;
  }

  /** glibc before 2.37 can be told another kernel. */
  private Optional<String> kernel(LoaderSettings.Build build, LoaderSettings.Start start) {
    Optional<String> assumed = start.variable("LD_ASSUME_KERNEL");
    return assumed.isPresent() && !start.secure() && build.release() < 37 ? assumed : kernel;
  }
}
