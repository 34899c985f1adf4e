package io.envprobe.blas;

import io.envprobe.libs.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image whose BLAS is switched by links, as distributions do it. */
final class BlasImage {
  static final String LIBRARIES = "/usr/lib64";

  private final Path root;
  private final Image image;

  private BlasImage(Path root) {
    this.root = root;
    this.image = Image.in(root);
  }

  Image image() {
    return image;
  }

  Path root() {
    return root;
  }

  /** A system with a loader and a C library. */
  static BlasImage withoutLibraries(Path root) {
    BlasImage made = new BlasImage(root);
    made.image.glibc("2.39");
    return made;
  }

  /** With OpenBLAS behind the usual names, a wide build beside it, and an OpenMP runtime. */
  static BlasImage of(Path root) {
    BlasImage made = withoutLibraries(root);
    Path core = made.openblas("openblas/libopenblas.so.0", "libopenblas.so.0", "int", 1);
    made.openblas("libopenblas64.so.0", "libopenblas64.so.0", "long", 1);
    made.shim("openblas/libblas.so.3", "libblas.so.3", core);
    made.image.link(LIBRARIES + "/libopenblas.so.0", "openblas/libopenblas.so.0");
    made.image.link(LIBRARIES + "/libblas.so.3", "openblas/libblas.so.3");
    made.add(
        "libgomp.so.1",
        CompiledLibrary.named("libgomp.so.1")
            .constant("omp_get_max_threads", 4)
            .constant("GOMP_parallel", 0));
    return made;
  }

  Path openblas(String path, String soname, String integer, int parallel) {
    return add(
        path,
        CompiledLibrary.named(soname)
            .text("openblas_config_str", "OpenBLAS 0.3.28 DYNAMIC_ARCH ")
            .code("const char *openblas_get_config(void) { return openblas_config_str; }")
            .constant("openblas_get_parallel", parallel)
            .code("int gotoblas_HASWELL;")
            .blas(integer, "", "")
            .lapack(integer, "", "", 3, 12, 0));
  }

  Path shim(String path, String soname, Path core) {
    return add(
        path,
        CompiledLibrary.named(soname)
            .blas("int", "", "")
            .option("-Wl,--no-as-needed")
            .option(core.toString())
            .option("-Wl,-rpath,$ORIGIN"));
  }

  Path add(String path, CompiledLibrary library) {
    Path file = root.resolve(LIBRARIES.substring(1)).resolve(path);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return library.into(file);
  }
}
