package io.envprobe.requirement;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The machine must run native code of a kind.
 *
 * @param format the format of the file, which tells the system
 * @param architecture as {@link NativeFile#architecture} has it
 * @param requiredBy the file
 */
public record NativePlatformDemand(NativeFile.Format format, String architecture, String requiredBy)
    implements Demand {
  private static final Set<FactKey<?>> FACTS =
      Set.of(OsFacts.OS_NAME, CpuFacts.CPU_ARCH, OsFacts.OS_ABI_ARCH, OsFacts.KERNEL_MACHINE);

  /** Other spellings of architectures, in those of platform tags. */
  private static final Map<String, String> SPELLINGS =
      Map.of("x64", "x86_64", "amd64", "x86_64", "arm64", "aarch64", "x86", "i686", "i386", "i686");

  public NativePlatformDemand {
    Objects.requireNonNull(format);
    Objects.requireNonNull(architecture);
    Objects.requireNonNull(requiredBy);
  }

  @Override
  public String text() {
    return "runs " + kind() + " for " + architecture;
  }

  private String kind() {
    return switch (format) {
      case ELF -> "ELF files";
      case PE -> "Windows files";
      case MACH_O -> "Mach-O files";
      case STATIC_LIBRARY -> "static libraries";
      case GPU_CODE -> "GPU code";
    };
  }

  private String onSystem() {
    return switch (format) {
      case PE -> " on Windows";
      case MACH_O -> " on macOS";
      case ELF, STATIC_LIBRARY, GPU_CODE -> "";
    };
  }

  @Override
  public Set<FactKey<?>> facts() {
    return FACTS;
  }

  @Override
  public Truth test(Platform platform) {
    return system(platform.profile()).and(processor(platform.profile()));
  }

  private Truth system(Profile profile) {
    Optional<String> system = profile.reading(OsFacts.OS_NAME).asOptional();
    if (system.isEmpty()) {
      return Truth.UNKNOWN;
    }
    return Truth.of(
        switch (format) {
          case STATIC_LIBRARY, GPU_CODE -> true;
          case PE -> system.get().equals("windows");
          case MACH_O -> system.get().equals("macos") || system.get().equals("ios");
          case ELF -> !Set.of("windows", "macos", "ios").contains(system.get());
        });
  }

  private Truth processor(Profile profile) {
    Optional<String> machine =
        profile
            .reading(CpuFacts.CPU_ARCH)
            .asOptional()
            .or(() -> profile.reading(OsFacts.OS_ABI_ARCH).asOptional());
    if (machine.isEmpty()) {
      return Truth.UNKNOWN;
    }
    String has = spelled(machine.get());
    String wanted = spelled(architecture);
    if (has.equals(wanted)) {
      return Truth.TRUE;
    }
    boolean narrow =
        has.equals("x86_64")
            && wanted.length() == 4
            && wanted.startsWith("i")
            && wanted.endsWith("86");
    if (narrow) {
      return format == NativeFile.Format.MACH_O ? Truth.FALSE : Truth.TRUE;
    }
    // Translators of x86-64 on ARM come with the system, but may be missing.
    boolean translated =
        has.equals("aarch64") && wanted.equals("x86_64") && format != NativeFile.Format.ELF;
    boolean compatMode = has.equals("aarch64") && wanted.startsWith("arm");
    return translated || compatMode ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static String spelled(String architecture) {
    String lower = architecture.toLowerCase(Locale.ROOT);
    return SPELLINGS.getOrDefault(lower, lower);
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    Profile profile = platform.profile();
    String reason =
        requiredBy
            + " is for "
            + architecture
            + onSystem()
            + "; this machine is "
            + profile.reading(OsFacts.OS_NAME).asOptional().orElse("an unknown system")
            + " on "
            + profile.reading(CpuFacts.CPU_ARCH).asOptional().orElse("an unknown processor");
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE -> "a build for this system and processor";
          case UNKNOWN -> Answer.supply(List.of(OsFacts.OS_NAME, CpuFacts.CPU_ARCH));
        };
    return Answer.of(truth, reason, platform, List.of(OsFacts.OS_NAME, CpuFacts.CPU_ARCH), remedy);
  }
}
