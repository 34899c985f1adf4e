package io.envprobe.requirement;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A native library must be found by the dynamic loader.
 *
 * @param name the name that it is looked up by: a SONAME
 * @param architecture as platform tags spell it; empty where any will do
 * @param requiredBy the file that needs it
 */
public record LibraryDemand(String name, Optional<String> architecture, String requiredBy)
    implements Demand {
  static final Set<FactKey<?>> FACTS =
      Set.of(
          CpuFacts.CPU_LEVEL,
          LibraryFacts.LIBC_ALL,
          LibraryFacts.LIBC_NAME,
          LibraryFacts.LIBC_PATH,
          LibraryFacts.LIBC_VERSION,
          LibraryFacts.LIBSTDCXX_GLIBCXX,
          LibraryFacts.LIBSTDCXX_CXXABI);

  public LibraryDemand {
    Objects.requireNonNull(name);
    Objects.requireNonNull(architecture);
    Objects.requireNonNull(requiredBy);
  }

  @Override
  public String text() {
    return "library " + name;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return FACTS;
  }

  @Override
  public Truth test(Platform platform) {
    Libraries.Found found = platform.libraries().find(name, architecture, requiredBy);
    if (found instanceof Libraries.Here) {
      return Truth.TRUE;
    }
    return found instanceof Libraries.Missing ? Truth.FALSE : Truth.UNKNOWN;
  }

  @Override
  public Answer explain(Platform platform) {
    Libraries.Found found = platform.libraries().find(name, architecture, requiredBy);
    if (found instanceof Libraries.Here here) {
      return new Answer(
          Truth.TRUE,
          "it is " + here.path(),
          List.of(),
          List.of(Evidence.file(here.path(), name)),
          "");
    }
    if (found instanceof Libraries.Missing missing) {
      return new Answer(
          Truth.FALSE,
          requiredBy + " needs " + name + ", which the loader does not find",
          List.of(),
          missing.looked().stream().map(place -> Evidence.file(place, "")).toList(),
          isForeign(platform) ? "" : "install the package that has " + name);
    }
    Libraries.NotKnown unknown = (Libraries.NotKnown) found;
    return new Answer(
        Truth.UNKNOWN,
        requiredBy + " needs " + name + ", and " + unknown.detail(),
        List.of(platform.profile().fact(LibraryFacts.LIBS_VISIBLE)),
        List.of(),
        "ask on the machine itself, or with a profile that has " + LibraryFacts.LIBS_VISIBLE);
  }

  /** Whether the file that needs it is for another processor; then no library would help. */
  private boolean isForeign(Platform platform) {
    return architecture.isPresent()
        && new NativePlatformDemand(
                NativeFile.Format.STATIC_LIBRARY, architecture.get(), requiredBy)
            .test(platform)
            .equals(Truth.FALSE);
  }
}
