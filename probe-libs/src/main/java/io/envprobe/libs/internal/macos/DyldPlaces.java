package io.envprobe.libs.internal.macos;

import io.envprobe.binaries.DyldCache;
import io.envprobe.binaries.MachOFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.DyldSettings;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What macOS's loader is told on a host. */
public final class DyldPlaces {
  private static final String SYSTEM_LIBRARY = "/usr/lib/libSystem.B.dylib";
  private static final int EXECUTABLE = 2;

  private static final String[] VARIABLES = {
    "DYLD_LIBRARY_PATH",
    "DYLD_FRAMEWORK_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "DYLD_FALLBACK_FRAMEWORK_PATH",
    "DYLD_INSERT_LIBRARIES"
  };

  /** System Integrity Protection drops the variables of programs in these. */
  private static final String[] PROTECTED = {
    "/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/System/"
  };

  private static final List<String> CACHES =
      List.of(
          "/System/Volumes/Preboot/Cryptexes/OS/System/Library/dyld/",
          "/System/Cryptexes/OS/System/Library/dyld/",
          "/System/Library/dyld/");

  private DyldPlaces() {}

  /** For a program that brings nothing. */
  public static DyldSettings of(Host host, Profile facts) {
    return settings(host, facts, architecture(facts), Optional.empty(), false);
  }

  /** For a program, or a library that is looked at by itself. */
  public static DyldSettings of(Host host, Profile facts, String path, MachOFile file) {
    String preferred = architecture(facts);
    MachOFile.Slice chosen = file.slices().get(0);
    for (MachOFile.Slice slice : file.slices()) {
      if (slice.architecture().equals(preferred)) {
        chosen = slice;
      }
    }
    boolean program = chosen.fileType() == EXECUTABLE;
    String architecture =
        chosen.architecture().equals("x86_64h") ? "x86_64" : chosen.architecture();
    return settings(
        host,
        facts,
        architecture,
        program ? Optional.of(path) : Optional.empty(),
        program && isProtected(path));
  }

  private static boolean isProtected(String path) {
    for (String start : PROTECTED) {
      if (path.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static String architecture(Profile facts) {
    return facts.reading(CpuFacts.CPU_ARCH).asOptional().orElse("").equals("x86_64")
        ? "x86_64"
        : "arm64";
  }

  private static DyldSettings settings(
      Host host,
      Profile facts,
      String architecture,
      Optional<String> executable,
      boolean restricted) {
    Map<String, String> variables = new HashMap<>();
    if (facts.reading(OsFacts.OS_NAME).asOptional().orElse("").equals("macos")) {
      for (String name : VARIABLES) {
        host.variable(name).answer().ifPresent(value -> variables.put(name, value));
      }
    }
    boolean shared = host.status(SYSTEM_LIBRARY).isNotFound();
    return new DyldSettings(
        architecture,
        executable,
        "/",
        variables,
        restricted,
        shared,
        shared ? cached(host, architecture) : Optional.empty());
  }

  /** The libraries in the system's cache for an architecture. */
  private static Optional<Set<String>> cached(Host host, String architecture) {
    List<String> names =
        architecture.equals("x86_64") ? List.of("x86_64h", "x86_64") : List.of("arm64e", "arm64");
    for (String directory : CACHES) {
      for (String name : names) {
        if (HostByteSource.open(host, directory + "dyld_shared_cache_" + name)
            instanceof Outcome.Answer<HostByteSource> file) {
          try {
            if (DyldCache.read(file.value()) instanceof ReadResult.Read<DyldCache> read
                && read.defects().isEmpty()) {
              return Optional.of(read.value().paths());
            }
          } catch (IOException e) {
            return Optional.empty(); // Then what files need of it is taken to be there.
          }
        }
      }
    }
    return Optional.empty();
  }
}
