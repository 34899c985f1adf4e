package io.envprobe.artifact.internal;

import io.envprobe.artifact.internal.Requirement.RefusedSymbol;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ElfMachine;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfRequirements.Libc;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.binaries.FloatAbi;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reduces an ELF file to what it expects of its platform. */
final class ElfExpectations {
  private ElfExpectations() {}

  static Requirement of(
      String path, ElfFile file, ElfRequirements requirements, List<ElfSymbol> undefined) {
    Set<String> libraries = new LinkedHashSet<>(file.needed());
    Set<String> nodes = new LinkedHashSet<>();
    Set<String> weak = new LinkedHashSet<>();
    for (ElfVersionNeed need : file.versionNeeds()) {
      for (ElfVersionNeed.Version version : need.versions()) {
        (version.isWeak() ? weak : nodes).add(version.name());
      }
    }
    Optional<String> architecture = file.header().architecture();
    return new Requirement(
        path,
        architecture,
        requirements.libc(),
        List.copyOf(libraries),
        List.copyOf(nodes),
        List.copyOf(weak),
        refused(libraries, undefined),
        requirements.libc() == Libc.MUSL
            ? MuslReleases.KNOWN.needed(architecture.orElse(""), undefined)
            : Optional.empty(),
        blockers(file, requirements),
        limits(file));
  }

  private static List<RefusedSymbol> refused(Set<String> libraries, List<ElfSymbol> undefined) {
    List<RefusedSymbol> refused = new ArrayList<>();
    for (String library : libraries) {
      if (!WheelPolicies.KNOWN.refuses(library)) {
        continue;
      }
      for (ElfSymbol symbol : undefined) {
        if (!symbol.isWeak()
            && WheelPolicies.KNOWN.refusedUntil(library, symbol.name()).isPresent()) {
          refused.add(new RefusedSymbol(library, symbol.name()));
        }
      }
    }
    return refused;
  }

  private static List<String> blockers(ElfFile file, ElfRequirements requirements) {
    List<String> blockers = new ArrayList<>();
    ElfHeader header = file.header();
    if (requirements.libc() == Libc.CONFLICT) {
      blockers.add("CONFLICTING_LIBC");
    }
    if (header.type() != 2 && header.type() != 3) {
      blockers.add("NOT_LOADABLE_TYPE:" + header.typeName());
    }
    if (file.properties().x86LevelNeeded().orElse(1) > 1) {
      blockers.add("X86_64_V" + file.properties().x86LevelNeeded().orElseThrow());
    }
    if (requirements.glibcPrivate()) {
      blockers.add("GLIBC_PRIVATE");
    }
    if (requirements.unannouncedRelr()) {
      blockers.add("RELR_WITHOUT_ABI_NEED");
    }
    // Tags of these architectures stand for double-precision registers.
    if ((header.is(ElfMachine.RISCV) || header.is(ElfMachine.LOONGARCH))
        && header.floatAbi().orElse(FloatAbi.DOUBLE) != FloatAbi.DOUBLE) {
      blockers.add(
          (header.is(ElfMachine.RISCV) ? "RISCV" : "LOONGARCH")
              + "_FLOAT_ABI:"
              + header.floatAbi().orElseThrow().name().toLowerCase(Locale.ROOT));
    }
    return blockers;
  }

  private static List<String> limits(ElfFile file) {
    List<String> limits = new ArrayList<>();
    if (file.executableStack().orElse(false)) {
      limits.add("EXECSTACK: dlopen refused by glibc >= 2.41");
    }
    if (file.abiTag().isPresent() && file.abiTag().get().system() == 0) {
      String kernel = file.abiTag().get().kernel();
      if (VersionNumber.isNumeric(kernel)
          && VersionNumber.compare(kernel, usualKernel(file.header())) > 0) {
        limits.add("KERNEL>=" + kernel + " (enforced by glibc <= 2.35 only)");
      }
    }
    return limits;
  }

  /**
   * The kernel that glibc itself is built for, which no file can undercut. Source: {@code
   * arch_minimum_kernel} in https://sourceware.org/git/?p=glibc.git, sysdeps/unix/sysv/linux.
   */
  private static String usualKernel(ElfHeader header) {
    if (header.is(ElfMachine.LOONGARCH)) {
      return "5.19.0";
    }
    if (header.is(ElfMachine.RISCV)) {
      return "4.15.0";
    }
    return header.is(ElfMachine.PPC64) ? "3.10.0" : "3.7.0";
  }
}
