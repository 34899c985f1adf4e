package io.envprobe.requirement;

import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.libs.LoadReport;
import java.util.List;
import java.util.Optional;

/** The libraries of a machine of which only a profile is known. */
final class ProfileLibraries implements Libraries {
  /** What a C library consists of. Source: https://peps.python.org/pep-0600/ and glibc itself. */
  private static final List<String> GLIBC =
      List.of(
          "libc.so.",
          "libm.so.",
          "libdl.so.",
          "libpthread.so.",
          "librt.so.",
          "libutil.so.",
          "libresolv.so.",
          "libnsl.so.1",
          "ld-linux",
          "ld64.so.");

  private static final List<String> CXX = List.of("libstdc++.so.6", "libgcc_s.so.1");

  private final Profile profile;

  ProfileLibraries(Profile profile) {
    this.profile = profile;
  }

  @Override
  public Found find(String name, Optional<String> architecture, String requiredBy) {
    Optional<Found> foreign = OtherSystems.find(name, profile);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    Reading<List<FactRecord>> visible = profile.reading(LibraryFacts.LIBS_VISIBLE);
    if (visible instanceof Reading.Present<List<FactRecord>> known) {
      for (FactRecord library : known.value()) {
        boolean fits =
            architecture.isEmpty()
                || library.text("arch").isEmpty()
                || library.text("arch").equals(architecture);
        if (library.text("name").equals(Optional.of(name)) && fits) {
          return new Here(library.text("path").orElse(name), Optional.empty());
        }
      }
    }
    Optional<String> libc = profile.reading(LibraryFacts.LIBC_NAME).asOptional();
    if (libc.isPresent() && startsWithAny(name, GLIBC)) {
      return libc.get().equals("glibc")
          ? new Here(name, Optional.empty())
          : new Missing(List.of("the C library is " + libc.get()));
    }
    if (libc.isPresent() && name.startsWith("libc.musl-")) {
      return libc.get().equals("musl")
          ? new Here(name, Optional.empty())
          : new Missing(List.of("the C library is " + libc.get()));
    }
    Reading<String> cxx = profile.reading(LibraryFacts.LIBSTDCXX_GLIBCXX);
    if (CXX.contains(name) && !cxx.isUnknown()) {
      return cxx.isPresent() ? new Here(name, Optional.empty()) : new Missing(List.of());
    }
    if (visible instanceof Reading.Present<List<FactRecord>>) {
      return new Missing(List.of("the directories of the loader"));
    }
    return new NotKnown(UnknownCause.NOT_PROBED, "what libraries it has is not known");
  }

  @Override
  public Optional<LoadReport> examine(String path) {
    return Optional.empty();
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
