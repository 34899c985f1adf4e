package io.envprobe.binaries.audit;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfMachine;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfVersionNeed;
import io.envprobe.binaries.FloatAbi;
import io.envprobe.binaries.audit.Portability.Issue;
import io.envprobe.binaries.audit.Portability.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges one file. Used once.
 *
 * <p>The platform is exact, as PEP 600 defines it: glibc's own version counts as it is; versions of
 * other libraries, libraries and symbols count as the first platform whose systems all have them.
 * https://peps.python.org/pep-0600/
 */
final class PortabilityCheck {
  /** What compilers write unless told otherwise; the highest of all architectures. */
  private static final String USUAL_KERNEL = "5.19.0";

  private static final String GLIBC = "GLIBC";

  private final ElfFile file;
  private final ElfRequirements requirements;
  private final List<ElfSymbol> undefined;
  private final PlatformPolicies policies;
  private final String architecture;
  private final List<Issue> blockers = new ArrayList<>();
  private final List<Issue> limits = new ArrayList<>();
  private final List<String> external = new ArrayList<>();
  private final List<String> decidedBy = new ArrayList<>();
  private String platform = "";

  PortabilityCheck(
      ElfFile file,
      ElfRequirements requirements,
      List<ElfSymbol> undefined,
      PlatformPolicies policies) {
    this.file = file;
    this.requirements = requirements;
    this.undefined = undefined;
    this.policies = policies;
    this.architecture = file.header().architecture().orElse("");
  }

  Portability check() {
    fileIssues();
    boolean foreign =
        requirements.libc() == ElfRequirements.Libc.MUSL
            || requirements.libc() == ElfRequirements.Libc.BIONIC;
    platform = policies.lowest().getOrDefault(architecture, "");
    if (!foreign && !platform.isEmpty()) {
      versions();
      libraries();
      symbols();
    }
    return new Portability(
        blockers,
        limits,
        external,
        foreign || platform.isEmpty() ? Optional.empty() : Optional.of(platform),
        decidedBy,
        architecture);
  }

  private void fileIssues() {
    int type = file.header().type();
    if (type != 2 && type != 3) {
      block(Kind.NOT_LOADABLE_TYPE, file.header().typeName());
    }
    if (requirements.libc() == ElfRequirements.Libc.CONFLICT) {
      block(Kind.CONFLICTING_LIBC, "");
    }
    if (requirements.glibcPrivate()) {
      block(Kind.GLIBC_PRIVATE, "");
    }
    if (requirements.unannouncedRelr()) {
      block(Kind.UNANNOUNCED_RELR, "");
    }
    OptionalLong level = file.properties().x86LevelNeeded();
    if (level.isPresent() && level.getAsLong() > 1) {
      block(Kind.X86_64_LEVEL, "v" + level.getAsLong());
    }
    Optional<FloatAbi> floats = file.header().floatAbi();
    boolean riscv = file.header().is(ElfMachine.RISCV);
    boolean loongarch = file.header().is(ElfMachine.LOONGARCH);
    if ((riscv || loongarch) && floats.isPresent() && floats.get() != FloatAbi.DOUBLE) {
      block(Kind.FLOAT_ABI, floats.get().name().toLowerCase(Locale.ROOT));
    }
    if (file.executableStack().equals(Optional.of(true))) {
      limits.add(new Issue(Kind.EXECUTABLE_STACK, ""));
    }
    if (file.abiTag().isPresent()
        && file.abiTag().get().system() == 0
        && Versions.compare(file.abiTag().get().kernel(), USUAL_KERNEL) > 0) {
      limits.add(new Issue(Kind.KERNEL, file.abiTag().get().kernel()));
    }
  }

  private void versions() {
    if (requirements.glibc().isPresent()) {
      raise(requirements.glibc().get(), GLIBC + "_" + requirements.glibc().get());
    }
    List<String> prefixes = new ArrayList<>();
    for (ElfVersionNeed need : file.versionNeeds()) {
      for (ElfVersionNeed.Version version : need.versions()) {
        int underscore = version.name().indexOf('_');
        String prefix = underscore < 0 ? "" : version.name().substring(0, underscore);
        boolean glibc = prefix.equals(GLIBC);
        if (version.isWeak() || !(glibc || policies.knows(architecture, prefix))) {
          continue;
        }
        if (!Versions.isNumeric(version.name().substring(underscore + 1))) {
          node(version.name());
        } else if (!glibc && !prefixes.contains(prefix)) {
          prefixes.add(prefix);
        }
      }
    }
    for (String prefix : prefixes) {
      Optional<String> highest = file.highestNeeded(prefix);
      if (highest.isPresent()) {
        String node = prefix + "_" + highest.get();
        Optional<String> first = policies.first(architecture, prefix, highest.get());
        if (first.isPresent()) {
          raise(first.get(), node);
        } else {
          limits.add(new Issue(Kind.BEYOND_KNOWN_POLICIES, node));
        }
      }
    }
  }

  private void node(String name) {
    if (name.equals("GLIBC_PRIVATE")) {
      return; // That is a blocker of its own.
    }
    Optional<String> first = policies.firstWithNode(architecture, name);
    if (first.isPresent()) {
      raise(first.get(), name);
    } else {
      limits.add(new Issue(Kind.BEYOND_KNOWN_POLICIES, name));
    }
  }

  private void libraries() {
    for (String name : file.needed()) {
      if (isLoader(name)) {
        continue;
      }
      String since = policies.libraries().get(name);
      if (since == null) {
        external.add(name);
        block(Kind.EXTERNAL_LIB, name);
      } else {
        raise(since, "WHITELIST:" + name);
      }
    }
  }

  /** Symbols with a version of glibc are covered by that. */
  private void symbols() {
    for (PlatformPolicies.Symbol rule : policies.symbols()) {
      if (!file.needed().contains(rule.library())) {
        continue;
      }
      for (ElfSymbol symbol : undefined) {
        boolean versioned = symbol.version().orElse("").startsWith(GLIBC);
        if (!versioned && !symbol.isWeak() && symbol.name().equals(rule.name())) {
          String subject = rule.library() + ":" + rule.name();
          if (rule.since().isPresent()) {
            raise(rule.since().get(), "BLACKLISTED:" + subject);
          } else {
            block(Kind.UNPROMISED_SYMBOL, subject);
          }
        }
      }
    }
  }

  /** Raises the platform; of several reasons, those that ask for the highest one remain. */
  private void raise(String wanted, String reason) {
    int order = Versions.compare(wanted, platform);
    boolean lowest = platform.equals(policies.lowest().get(architecture));
    if (order > 0) {
      platform = wanted;
      decidedBy.clear();
      decidedBy.add(reason);
    } else if (order == 0 && !lowest) {
      decidedBy.add(reason);
    }
  }

  private static boolean isLoader(String name) {
    return name.startsWith("ld-linux") || name.startsWith("ld64.so.") || name.equals("ld.so.1");
  }

  private void block(Kind kind, String subject) {
    blockers.add(new Issue(kind, subject));
  }
}
