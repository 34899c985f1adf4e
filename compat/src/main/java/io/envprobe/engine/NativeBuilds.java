package io.envprobe.engine;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.requirement.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Picks the native build of a library that runs on a machine: of several that do, the one for a
 * graphics processor first, then the one for the highest level of the processor, then the one that
 * names more of the machine, then the one that was given first.
 */
public final class NativeBuilds {
  private static final Set<FactKey<?>> FACTS =
      Set.of(
          OsFacts.OS_NAME,
          OsFacts.OS_ID,
          OsFacts.OS_ID_LIKE,
          OsFacts.OS_VERSION_ID,
          OsFacts.OS_ABI_ARCH,
          OsFacts.KERNEL_VERSION,
          CpuFacts.CPU_ARCH,
          CpuFacts.CPU_LEVEL,
          CpuFacts.CPU_FEATURES,
          LibraryFacts.LIBC_NAME,
          LibraryFacts.LIBC_VERSION,
          LibraryFacts.LIBSTDCXX_GLIBCXX,
          CudaFacts.CUDA_VERSION);

  private NativeBuilds() {}

  /** The facts that decide between native builds, as classifiers and most requirements ask. */
  public static Set<FactKey<?>> facts() {
    return FACTS;
  }

  /**
   * Picks from builds by their names.
   *
   * @throws IllegalArgumentException as {@link NativeBuild#of(String)}
   */
  public static NativeChoice select(Profile profile, String... names) {
    List<NativeBuild> builds = new ArrayList<>();
    for (String name : names) {
      builds.add(NativeBuild.of(name));
    }
    return select(profile, builds);
  }

  /** Picks from builds. */
  public static NativeChoice select(Profile profile, List<NativeBuild> builds) {
    List<Candidate> candidates = new ArrayList<>();
    for (NativeBuild build : builds) {
      candidates.add(build.candidate());
    }
    return new NativeChoice(Engine.select(candidates, profile));
  }
}
