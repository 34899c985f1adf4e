package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PkgConfigFileTest {
  private static final String SCIPY =
      String.join(
          "\n",
          "libdir=${pcfiledir}/../../lib",
          "openblas_config= USE_64BITINT=1 DYNAMIC_ARCH=1",
          "version=0.3.34",
          "Name: openblas # a comment",
          "Version: ${version}",
          "Libs: ${libdir}/libscipy_openblas64_.so \\",
          "  -Wl,-rpath,${libdir}",
          "Cflags: -I/i -DBLAS_SYMBOL_PREFIX=scipy_ -DBLAS_SYMBOL_SUFFIX=64_ -DHAVE_BLAS_ILP64",
          "");

  @Test
  void expandsVariablesAndJoinsLines() {
    PkgConfigFile file = PkgConfigFile.parse("/p/lib/pkgconfig/scipy-openblas.pc", SCIPY);
    assertEquals("scipy-openblas", file.name());
    assertEquals("0.3.34", file.version());
    assertEquals("openblas", file.fields().get("Name"));
    assertEquals(
        List.of(
            "/p/lib/pkgconfig/../../lib/libscipy_openblas64_.so",
            "-Wl,-rpath,/p/lib/pkgconfig/../../lib"),
        file.words("Libs"));
  }

  @Test
  void readsWhatItClaimsOfNames() {
    PkgConfigFile file = PkgConfigFile.parse("/p/scipy-openblas.pc", SCIPY);
    assertEquals(new Affix("scipy_", "64_"), file.claimedAffix());
    assertTrue(file.claimsWide());
  }

  @Test
  void readsDirectoriesAndLibraries() {
    PkgConfigFile file =
        PkgConfigFile.parse("/p/blas.pc", "d=/x\nLibs: -L${d}/openblas -lblas -L\n");
    assertEquals(List.of("/x/openblas"), file.libraryDirectories());
    assertEquals(List.of("blas"), file.libraries());
    assertEquals("", file.version());
  }

  @Test
  void leavesWhatRefersToItselfEmpty() {
    PkgConfigFile file =
        PkgConfigFile.parse("/p/x.pc", "a=${a}${b}\nb=${a}${a}\nVersion: ${b}$$\n");
    assertEquals("$", file.version());
  }

  @Test
  void growsNoFurtherThanItsLimit() {
    StringBuilder text = new StringBuilder("a0=xxxxxxxx\n");
    for (int i = 1; i < 60; i++) {
      text.append("a%d=${a%d}${a%d}${a%d}\n".formatted(i, i - 1, i - 1, i - 1));
    }
    PkgConfigFile file =
        PkgConfigFile.parse("/p/x.pc", text.append("Version: ${a59}\n").toString());
    assertTrue(file.version().length() < 1 << 20);
  }
}
