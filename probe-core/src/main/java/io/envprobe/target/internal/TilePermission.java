package io.envprobe.target.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CpuInput;
import java.util.Set;

/**
 * Whether the kernel grants programs the state of AMX's tiles. A program must ask for it with
 * {@code arch_prctl(ARCH_REQ_XCOMP_PERM)}; whether it would get it is told by {@code
 * ARCH_GET_XCOMP_SUPP}, which changes nothing. Source: {@code Documentation/arch/x86/xstate.rst} of
 * the Linux kernel, whose release 5.16 brought both.
 *
 * @param fact the fact {@code cpu.amx}
 */
record TilePermission(Fact<Boolean> fact) {
  /** XTILECFG and XTILEDATA. */
  private static final long TILE_STATES = 3L << 17;

  private static final String CALL = "arch_prctl ARCH_GET_XCOMP_SUPP";
  private static final String BANNER = "Linux version ";
  private static final int FIRST_MAJOR = 5;
  private static final int FIRST_MINOR = 16;

  /** For a processor whose kernel lists AMX. */
  static TilePermission of(CpuSources sources) {
    if (sources.has(CpuInput.Kind.TILE_PERMISSION)) {
      String text = sources.text(CpuInput.Kind.TILE_PERMISSION).strip();
      long states = HexScanner.after(text, 0, text.length(), "0x");
      return new TilePermission(
          Fact.observed(
              CpuFacts.CPU_AMX,
              states > 0 && (states & TILE_STATES) == TILE_STATES,
              new Evidence("call", CALL, text)));
    }
    String banner = sources.text(CpuInput.Kind.KERNEL_BANNER);
    if (banner.startsWith(BANNER)) {
      boolean granting = isGranting(banner.substring(BANNER.length()));
      return new TilePermission(
          Fact.derived(
              CpuFacts.CPU_AMX,
              granting,
              Evidence.file("/proc/version", Words.firstWord(banner.substring(BANNER.length()))),
              Evidence.rule("xstate.rst", "kernels grant it from 5.16 on")));
    }
    Reading.Unknown<String> why =
        sources
            .failure(CpuInput.Kind.TILE_PERMISSION)
            .orElseGet(
                () ->
                    new Reading.Unknown<>(
                        UnknownCause.NOT_PROBED, "only the call " + CALL + " tells"));
    return new TilePermission(
        Fact.unknown(
            CpuFacts.CPU_AMX,
            why.cause(),
            "the kernel lists AMX, but " + why.detail(),
            sources.allEvidence()));
  }

  private static boolean isGranting(String release) {
    int dot = release.indexOf('.');
    if (dot < 0) {
      return false;
    }
    long major = Words.number(release.substring(0, dot));
    long minor = Words.number(Words.firstWord(release.substring(dot + 1)));
    return major > FIRST_MAJOR || (major == FIRST_MAJOR && minor >= FIRST_MINOR);
  }

  /** Whether it is known that programs do not get it. */
  boolean isRefused() {
    return fact.reading().equals(Reading.present(false));
  }

  /** The fact for any processor. */
  static Fact<Boolean> fact(CpuSources sources) {
    if (!(sources.features() instanceof Reading.Present<Set<String>> usable)) {
      Reading.Unknown<?> why = sources.whyUnknown();
      return Fact.unknown(CpuFacts.CPU_AMX, why.cause(), why.detail(), sources.allEvidence());
    }
    Observation main = sources.main();
    boolean listed =
        main != null && main.features().isPresent() && main.features().get().contains("amx_tile");
    if (listed && sources.cpuInfo() != null) {
      return of(sources).fact();
    }
    return Fact.derived(
        CpuFacts.CPU_AMX, usable.value().contains("amx_tile"), sources.mainEvidence());
  }
}
