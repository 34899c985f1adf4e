package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfHash;
import io.envprobe.binaries.ElfVersionDefinition;
import io.envprobe.binaries.ElfVersionNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether every version that an object needs is defined by the object that was bound. A mismatch is
 * no reason to search on.
 *
 * <p>Source: glibc, elf/dl-version.c.
 */
final class VersionCheck {
  private static final String RELR = "GLIBC_ABI_DT_RELR";

  private final String program;
  private final List<GlibcObject> chain;
  private final List<String> errors;
  private final List<String> warnings;
  private final List<Resolution.MissingVersion> missing = new ArrayList<>();

  /**
   * A check of all objects.
   *
   * @param program what messages begin with: the program and a colon, nothing for {@code dlopen}
   */
  VersionCheck(
      String program, List<GlibcObject> chain, List<String> errors, List<String> warnings) {
    this.program = program;
    this.chain = chain;
    this.errors = errors;
    this.warnings = warnings;
  }

  /** Whether all is well. */
  boolean check() {
    int before = errors.size();
    for (GlibcObject object : chain) {
      if (object.file.isPresent()) {
        check(object, object.file.get());
      }
    }
    return errors.size() == before;
  }

  /** What was found missing. */
  List<Resolution.MissingVersion> missing() {
    return missing;
  }

  private void check(GlibcObject object, ElfFile file) {
    boolean needsLibc = false;
    boolean needsRelr = false;
    for (ElfVersionNeed need : file.versionNeeds()) {
      String name = need.file().orElse("");
      needsLibc |= name.startsWith("libc.so.");
      @Nullable GlibcObject provider = provider(name);
      if (provider == null) {
        errors.add(
            program
                + object.path
                + " needs versions of "
                + name
                + ", which it does not need as a library: glibc aborts");
        for (ElfVersionNeed.Version version : need.versions()) {
          missing.add(
              new Resolution.MissingVersion(
                  object.path, name, Optional.empty(), version.name(), version.isWeak()));
        }
        continue;
      }
      for (ElfVersionNeed.Version version : need.versions()) {
        needsRelr |= version.name().equals(RELR);
        if (provider.file.isPresent()) {
          check(object, name, provider, version);
        }
      }
    }
    if (needsLibc && !needsRelr && file.dynamic().isPresent() && file.dynamic().get().hasRelr()) {
      errors.add(program + object.path + ": DT_RELR without GLIBC_ABI_DT_RELR dependency");
    }
  }

  private @Nullable GlibcObject provider(String name) {
    for (GlibcObject object : chain) {
      if (object.names.contains(name) || object.answersTo(name)) {
        return object;
      }
    }
    return null;
  }

  private void check(
      GlibcObject object, String library, GlibcObject provider, ElfVersionNeed.Version version) {
    ElfFile file = provider.file.orElseThrow();
    if (file.versionDefinitions().isEmpty()) {
      warnings.add(
          program
              + provider.path
              + ": no version information available (required by "
              + object.path
              + ")");
      return;
    }
    // The hash is compared first, so a wrong one is never found.
    boolean hashed = version.hash() == ElfHash.sysv(version.name());
    boolean defined = hashed && defines(file, Optional.of(version.name()));
    if (!defined) {
      missing.add(
          new Resolution.MissingVersion(
              object.path, library, Optional.of(provider.path), version.name(), version.isWeak()));
    }
    if (!defined && !version.isWeak()) {
      errors.add(
          program
              + provider.path
              + ": version `"
              + version.name()
              + "' not found (required by "
              + object.path
              + ")");
    }
  }

  private static boolean defines(ElfFile file, Optional<String> version) {
    for (ElfVersionDefinition definition : file.versionDefinitions()) {
      if (definition.name().equals(version)) {
        return true;
      }
    }
    return false;
  }
}
