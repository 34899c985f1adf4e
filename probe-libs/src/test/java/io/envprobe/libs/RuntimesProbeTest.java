package io.envprobe.libs;

import static io.envprobe.fact.LibraryFacts.FORTRAN_RUNTIMES;
import static io.envprobe.fact.LibraryFacts.LIBCXX_PATH;
import static io.envprobe.fact.LibraryFacts.LIBGCC_VERSION;
import static io.envprobe.fact.LibraryFacts.LIBSTDCXX_STRINGS;
import static io.envprobe.fact.RuntimeFacts.WINDOWS_RUNTIMES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runtimes that compilers link against. */
class RuntimesProbeTest extends ImageFixture {
  @BeforeEach
  void imageOfFedora() {
    image.glibc("2.39");
  }

  @Test
  void theSupportLibraryOfGccTellsItsHighestNode() {
    image.file(
        "/usr/lib64/libgcc_s.so.1",
        ElfFixture.of().defines("GCC_3.0", "GCC_14.0.0", "GCC_7.0.0").bytes());
    assertEquals(
        "14.0.0", image.profile(LIBGCC_VERSION).reading(LIBGCC_VERSION).asOptional().orElse(""));
  }

  @Test
  void theNameOfAFortranRuntimeTellsItsCompilers() {
    image.file("/usr/lib64/libgfortran.so.3", ElfFixture.of().needs("libc.so.6").bytes());
    List<FactRecord> runtimes =
        image.profile(FORTRAN_RUNTIMES).reading(FORTRAN_RUNTIMES).asOptional().orElseThrow();
    assertEquals("GCC 4.3 to 6", runtimes.get(0).text("compilers").orElse(""));
    assertEquals("/usr/lib64/libgfortran.so.3", runtimes.get(0).text("path").orElse(""));
  }

  @Test
  void whatIsInNoDirectoryIsAbsent() {
    Profile profile = image.profile(LIBCXX_PATH, LIBSTDCXX_STRINGS);
    assertTrue(profile.reading(LIBCXX_PATH).isAbsent());
    assertTrue(profile.reading(LIBSTDCXX_STRINGS).isAbsent());
  }

  @Test
  void aRuntimeOfWindowsIsListedEvenWhereItTellsNoVersion() {
    image.text("/Windows/System32/ucrtbase.dll", "MZ");
    Profile windows =
        new Profile(List.of(Fact.observed(OsFacts.OS_NAME, "windows")), List.of(), Map.of());
    List<FactRecord> runtimes =
        image
            .profile(windows, WINDOWS_RUNTIMES)
            .reading(WINDOWS_RUNTIMES)
            .asOptional()
            .orElseThrow();
    assertEquals("ucrtbase.dll", runtimes.get(0).text("name").orElse(""));
    assertTrue(runtimes.get(0).text("version").isEmpty());
    Profile linux =
        new Profile(List.of(Fact.observed(OsFacts.OS_NAME, "linux")), List.of(), Map.of());
    assertTrue(image.profile(linux, WINDOWS_RUNTIMES).reading(WINDOWS_RUNTIMES).isAbsent());
  }
}
