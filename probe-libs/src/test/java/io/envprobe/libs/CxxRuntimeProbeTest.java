package io.envprobe.libs;

import static io.envprobe.fact.LibraryFacts.LIBSTDCXX_CXXABI;
import static io.envprobe.fact.LibraryFacts.LIBSTDCXX_GCC;
import static io.envprobe.fact.LibraryFacts.LIBSTDCXX_GLIBCXX;
import static io.envprobe.fact.LibraryFacts.LIBSTDCXX_PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finds the C++ library of an image. */
class CxxRuntimeProbeTest extends ImageFixture {
  @BeforeEach
  void imageOfFedora() {
    image.glibc("2.39");
  }

  private Profile profile() {
    return image.profile(LIBSTDCXX_GLIBCXX);
  }

  @Test
  void takesTheHighestVersionsOnTheNumericLine() {
    image
        .link("/usr/lib64/libstdc++.so.6", "libstdc++.so.6.0.33")
        .file(
            "/usr/lib64/libstdc++.so.6.0.33",
            ElfFixture.of()
                .defines(
                    "GLIBCXX_3.4",
                    "GLIBCXX_3.4.9",
                    "GLIBCXX_3.4.33",
                    "GLIBCXX_LDBL_3.4.99",
                    "CXXABI_1.3.15",
                    "CXXABI_1.3.9",
                    "CXXABI_TM_1",
                    "CXXABI_FLOAT128")
                .bytes());
    Profile profile = profile();
    assertEquals(Reading.present("3.4.33"), profile.reading(LIBSTDCXX_GLIBCXX));
    assertEquals(Reading.present("1.3.15"), profile.reading(LIBSTDCXX_CXXABI));
    assertEquals(Reading.present("14.1.0"), profile.reading(LIBSTDCXX_GCC));
    assertEquals(Origin.DERIVED, profile.fact(LIBSTDCXX_GCC).origin());
    assertEquals(
        Reading.present("/usr/lib64/libstdc++.so.6.0.33"), profile.reading(LIBSTDCXX_PATH));
  }

  @Test
  void aVersionBeyondTheTableHasNoGcc() {
    image.file("/usr/lib64/libstdc++.so.6", ElfFixture.of().defines("GLIBCXX_3.4.77").bytes());
    assertTrue(profile().reading(LIBSTDCXX_GCC).isUnknown());
    assertTrue(profile().reading(LIBSTDCXX_CXXABI).isUnknown());
  }

  @Test
  void noLibraryInAnyDirectoryIsAbsence() {
    Profile profile = profile();
    assertTrue(profile.reading(LIBSTDCXX_GLIBCXX).isAbsent());
    assertTrue(profile.reading(LIBSTDCXX_PATH).isAbsent());
  }

  @Test
  void aDamagedLibraryIsUnknownAndAFinding() {
    image.file("/usr/lib64/libstdc++.so.6", "no ELF".getBytes(StandardCharsets.UTF_8));
    assertTrue(profile().reading(LIBSTDCXX_GLIBCXX).isUnknown());
    assertEquals(List.of("host.unreadable-file"), Image.rules(profile()));
  }

  @Test
  void aLibraryOfAnotherMachineIsPassedOver() {
    image.file(
        "/usr/lib64/libstdc++.so.6",
        ElfFixture.of().machine(183).defines("GLIBCXX_3.4.33").bytes());
    assertTrue(profile().reading(LIBSTDCXX_GLIBCXX).isAbsent());
  }
}
