package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries as their makers build them, in small. */
class NumericalLibraryTest {
  @TempDir Path directory;

  private NumericalLibrary read(CompiledLibrary library, String name) {
    return CompiledLibrary.read(library.into(directory.resolve(name)));
  }

  private static CompiledLibrary openblas(String prefix, String suffix, String text) {
    return CompiledLibrary.named("")
        .text("openblas_config_str", text)
        .code(
            "const char *%sopenblas_get_config%s(void) { return openblas_config_str; }"
                .formatted(prefix, suffix));
  }

  @Test
  void readsVersionThreadsAndKernelsOfOpenBlas() {
    NumericalLibrary library =
        read(
            openblas("", "", "OpenBLAS 0.3.28 DYNAMIC_ARCH NO_AFFINITY ")
                .blas("int", "", "")
                .lapack("int", "", "", 3, 12, 0)
                .constant("openblas_get_parallel", 2)
                .code("int gotoblas_HASWELL, gotoblas_ZEN;"),
            "libopenblas.so");
    assertEquals(Optional.of("openblas"), library.provider());
    assertEquals(Optional.of("0.3.28"), library.version());
    assertEquals(Optional.of("3.12.0"), library.lapackVersion());
    assertEquals(Optional.of(IntegerWidth.LP64), library.integerWidth());
    assertEquals(Optional.of(Threading.OPENMP), library.threading());
    assertEquals(List.of("HASWELL", "ZEN"), library.kernels());
    assertFalse(library.shim());
  }

  @Test
  void readsWideIntegersFromTheCodeWhateverTheNamesSay() {
    NumericalLibrary plain =
        read(
            openblas("", "", "OpenBLAS 0.3.21  USE64BITINT ")
                .blas("long", "", "")
                .lapack("long", "", "", 3, 11, 0),
            "libopenblas64.so");
    assertEquals(Optional.of(IntegerWidth.ILP64), plain.integerWidth());
    assertEquals("code of ilaver_", plain.clue("integer width").orElseThrow().source());
    assertEquals(Affix.NONE, plain.affix());
  }

  @Test
  void readsTheBuildForPython() {
    NumericalLibrary library =
        read(
            openblas("scipy_", "64_", "OpenBLAS 0.3.31.dev  USE64BITINT ")
                .blas("long", "scipy_", "64_")
                .lapack("long", "scipy_", "64_", 3, 12, 0)
                .code("int scipy_gotoblas_SKYLAKEX;"),
            "libscipy_openblas64_-99b71e71.so");
    assertEquals(new Affix("scipy_", "64_"), library.affix());
    assertEquals(Optional.of("0.3.31.dev"), library.version());
    assertEquals(List.of("SKYLAKEX"), library.kernels());
    assertEquals(Set.of(Offer.BLAS, Offer.CBLAS, Offer.LAPACK), Set.copyOf(library.offers()));
    assertEquals(Optional.of("openblas-ilp64"), library.flavour());
  }

  @Test
  void takesTheVersionFromTheNameWhereTheFileHasNone() {
    NumericalLibrary library =
        read(openblas("", "", "Unknown").blas("int", "", ""), "libopenblasp-r0-59ffcd50.3.3.so");
    assertEquals(Optional.of("0.3.3"), library.version());
  }

  @Test
  void tellsBlisFromItsAccessors() {
    NumericalLibrary narrow =
        read(
            CompiledLibrary.named("libblis.so.4")
                .blas("int", "", "")
                .constant("bli_info_get_blas_int_type_size", 32)
                .constant("bli_info_get_int_type_size", 64)
                .text("version", "0.9.0")
                .code("const char *bli_info_get_version_str(void) { return version; }"),
            "libblis.so.4");
    assertEquals(Optional.of("blis"), narrow.provider());
    assertEquals(Optional.of("0.9.0"), narrow.version());
    assertEquals(Optional.of(IntegerWidth.LP64), narrow.integerWidth());
    NumericalLibrary wide =
        read(
            CompiledLibrary.named("libblis.so.4")
                .blas("long", "", "")
                .constant("bli_info_get_blas_int_type_size", 64)
                .text("version", "AOCL-BLIS 4.2.0 Build 20240101")
                .code("const char *bli_info_get_version_str(void) { return version; }"),
            "libblis-mt.so.4");
    assertEquals(Optional.of("aocl-blis"), wide.provider());
    assertEquals(Optional.of("4.2.0"), wide.version());
    assertEquals(Optional.of(IntegerWidth.ILP64), wide.integerWidth());
  }

  @Test
  void seesThroughShims() throws IOException {
    openblas("", "", "OpenBLAS 0.3.21")
        .blas("int", "", "")
        .option("-Wl,-soname,libopenblas.so.0")
        .into(directory.resolve("libopenblas.so.0"));
    NumericalLibrary shim =
        read(
            CompiledLibrary.named("libblas.so.3")
                .blas("int", "", "")
                .option("-Wl,--no-as-needed")
                .option(directory.resolve("libopenblas.so.0").toString()),
            "libblas.so.3");
    assertEquals(Optional.of("openblas"), shim.provider());
    assertTrue(shim.shim());
    assertEquals(Optional.empty(), shim.version());
    assertEquals(Optional.of(Threading.DELEGATED), shim.threading());
  }

  @Test
  void tellsTheReferenceImplementationByElimination() {
    NumericalLibrary library =
        read(CompiledLibrary.named("libblas.so.3").blas("int", "", ""), "libblas.so.3.12.0");
    assertEquals(Optional.of("netlib"), library.provider());
    assertEquals(Optional.of("3.12.0"), library.version());
    assertEquals(Optional.of(IntegerWidth.LP64), library.integerWidth());
  }

  @Test
  void knowsAProgramWithMklInIt() throws IOException {
    Path file =
        CompiledLibrary.named("")
            .text("banner", "Intel(R) oneAPI Math Kernel Library Version 2024.0")
            .code("int run(void) { return 0; }")
            .code("const char filler[5 << 20] = {1};")
            .into(directory.resolve("_solver.so"));
    assertEquals(Optional.of("mkl-static"), CompiledLibrary.read(file).provider());
    assertEquals(Optional.empty(), CompiledLibrary.read(file).version());
  }

  @Test
  void knowsAmdsBuildsByBothOfTheirNames() {
    for (String name : List.of("AOCL-BLAS 5.3.0 Build 20260507", "AOCL-BLIS 4.2.0 Build 2024")) {
      NumericalLibrary library =
          read(
              CompiledLibrary.named("libblis-mt.so.5")
                  .blas("int", "", "")
                  .text("version", name)
                  .code("const char *bli_info_get_version_str(void) { return version; }"),
              "libblis-mt.so.5");
      assertEquals(Optional.of("aocl-blis"), library.provider());
      assertEquals(Optional.of(name.substring(10, 15)), library.version());
    }
  }

  @Test
  void librariesThatChooseWhenTheyRunDelegate() {
    NumericalLibrary rt =
        read(
            CompiledLibrary.named("libmkl_rt.so.3")
                .blas("int", "", "")
                .code("void mkl_get_version_string(char *text, int size) {}"),
            "libmkl_rt.so.3");
    assertEquals(Optional.of(Threading.DELEGATED), rt.threading());
    NumericalLibrary flexible =
        read(
            CompiledLibrary.named("libflexiblas.so.3")
                .blas("int", "", "")
                .code("void flexiblas_get_version(int *a, int *b, int *c) {}"),
            "libflexiblas.so.3.4");
    assertEquals(Optional.of("flexiblas"), flexible.provider());
    assertEquals(Optional.of(Threading.DELEGATED), flexible.threading());
  }

  @Test
  void takesDemultiplexersForWhatTheyAre() {
    NumericalLibrary library =
        read(
            CompiledLibrary.named("libflexiblas.so.3")
                .blas("int", "", "")
                .constant("flexiblas_get_version", 0),
            "libflexiblas.so.3.4");
    assertEquals(Optional.of("flexiblas"), library.provider());
    assertEquals(Provider.Kind.DEMULTIPLEXER, Provider.named("flexiblas").orElseThrow().kind());
  }

  @Test
  void saysNothingOfOtherLibraries() {
    NumericalLibrary library =
        read(CompiledLibrary.named("libz.so.1").constant("inflate", 0), "libz.so.1");
    assertFalse(library.isNumerical());
    assertEquals(Optional.empty(), library.provider());
    assertEquals(Optional.empty(), library.integerWidth());
  }

  @Test
  void everyProviderThatIsRecognisedIsDescribed() {
    for (Provider provider : Provider.all()) {
      assertEquals(Optional.of(provider), Provider.named(provider.name()));
    }
    assertTrue(Provider.named("mkl").orElseThrow().singleVendor());
    assertFalse(Provider.named("netlib").orElseThrow().optimized());
  }

  @Test
  void takesDamagedFilesAsTheyAre() throws IOException {
    byte[] sound =
        Files.readAllBytes(
            openblas("", "", "OpenBLAS 0.3.28 ")
                .blas("int", "", "")
                .lapack("int", "", "", 3, 12, 0)
                .into(directory.resolve("libopenblas.so")));
    Random random = new Random(11);
    long most = Long.getLong("envprobe.fuzz", 400L);
    int read = 0;
    for (long i = 0; i < most; i++) {
      byte[] bytes = sound.clone();
      for (int change = 1 + random.nextInt(6); change > 0; change--) {
        bytes[random.nextInt(random.nextBoolean() ? 512 : bytes.length)] = (byte) random.nextInt();
      }
      byte[] cut =
          random.nextInt(4) == 0
              ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
              : bytes;
      read += NumericalLibrary.read("x.so", ByteSource.of(cut)).content().isPresent() ? 1 : 0;
      SymbolNames.read(ByteSource.of(cut));
    }
    assertTrue(read > 0);
  }
}
