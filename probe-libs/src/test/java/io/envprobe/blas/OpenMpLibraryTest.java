package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenMP runtimes as their makers build them, in small. */
class OpenMpLibraryTest {
  @TempDir Path directory;

  private NumericalLibrary read(CompiledLibrary library, String name) {
    return CompiledLibrary.read(library.into(directory.resolve(name)));
  }

  @Test
  void anOpenMpRuntimeOfLlvmThatAnotherCompilerBuiltSaysNoVersion() {
    NumericalLibrary library =
        read(
            CompiledLibrary.named("libomp.so")
                .constant("omp_get_max_threads", 4)
                .constant("__kmpc_fork_call", 0)
                .text("a", "LLVM OMP API version: 5.0 (201611)")
                .text("b", "LLVM OMP build compiler: GCC 8.5"),
            "libomp.so");
    assertEquals(Optional.of("llvm-openmp"), library.provider());
    assertEquals(Optional.empty(), library.version());
    assertEquals(Optional.of("GCC 8.5"), library.openmp().orElseThrow().compiler());
  }

  @Test
  void tellsOpenMpRuntimesWhateverTheyAreCalled() {
    NumericalLibrary llvm =
        read(
            CompiledLibrary.named("libgomp.so.1")
                .constant("omp_get_max_threads", 4)
                .constant("GOMP_parallel", 0)
                .constant("__kmpc_fork_call", 0)
                .text("a", "LLVM OMP API version: 5.0 (201611)")
                .text("b", "LLVM OMP build compiler: Clang 17.0"),
            "libgomp.so.1");
    assertEquals(Optional.of("llvm-openmp"), llvm.provider());
    assertEquals(Optional.of("17.0"), llvm.version());
    assertEquals(Optional.of("5.0"), llvm.openmp().orElseThrow().specification());
    NumericalLibrary intel =
        read(
            CompiledLibrary.named("libiomp5.so")
                .constant("omp_get_max_threads", 4)
                .constant("__kmpc_fork_call", 0)
                .text("a", "Intel(R) OMP API version: 5.0 (201611)"),
            "libiomp5.so");
    assertEquals(Optional.of("intel-openmp"), intel.provider());
    NumericalLibrary gnu =
        read(
            CompiledLibrary.named("libgomp-a34b3233.so.1.0.0")
                .constant("omp_get_max_threads", 4)
                .constant("GOMP_parallel", 0)
                .text("a", "_OPENMP = '201511'"),
            "libgomp-a34b3233.so.1.0.0");
    assertEquals(Optional.of("libgomp"), gnu.provider());
    assertEquals(Optional.empty(), gnu.version());
    assertEquals(Optional.of("4.5"), gnu.openmp().orElseThrow().specification());
  }
}
