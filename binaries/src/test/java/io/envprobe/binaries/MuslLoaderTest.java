package io.envprobe.binaries;

import static io.envprobe.binaries.LoaderTree.paths;
import static io.envprobe.binaries.LoaderTree.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.loader.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of musl's loader. */
class MuslLoaderTest {
  private final LoaderTree tree = new LoaderTree();

  @Test
  void muslInheritsRunpathAndLooksAtTheVariableFirst() {
    tree.build = LoaderTree.MUSL;
    tree.file("/app/exe", program(Tag.RUNPATH, "$ORIGIN/../l", "liba.so"))
        .library("/l/liba.so", "libb.so")
        .library("/l/libb.so");
    assertEquals(
        List.of("/app/../l/liba.so", "/app/../l/libb.so"), paths(tree.resolve("/app/exe")));
    tree.variables.put("LD_LIBRARY_PATH", "/e");
    tree.library("/e/libb.so");
    assertEquals(List.of("/app/../l/liba.so", "/e/libb.so"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void muslIsItsOwnLibcWhateverThatIsCalled() {
    tree.build = LoaderTree.MUSL;
    tree.file("/app/exe", program(0, "", "libc.so.6", "libm.so.6", "libc.so", "libresolv.so.2"))
        .library("/lib/libc.so.6");
    Resolution resolution = tree.resolve("/app/exe");
    assertEquals(
        List.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-x86_64.so.1"), paths(resolution));
    assertEquals(
        List.of(
            "Error loading shared library libresolv.so.2: No such file or directory (needed by"
                + " /app/exe)"),
        resolution.errors());
  }

  @Test
  void muslIgnoresAPathWithATokenThatItDoesNotKnow() {
    tree.build = LoaderTree.MUSL;
    tree.file("/app/exe", program(Tag.RUNPATH, "/l:$LIB", "liba.so")).library("/l/liba.so");
    assertFalse(tree.resolve("/app/exe").loads());
  }

  @Test
  void muslTakesTheFirstFileOfAName() {
    tree.build = LoaderTree.MUSL;
    tree.file("/app/exe", program(Tag.RPATH, "/l32:/l", "liba.so")).library("/l/liba.so");
    tree.tree.put("/l32/liba.so", new byte[100]);
    assertEquals(
        List.of("Error loading shared library liba.so: Exec format error (needed by /app/exe)"),
        tree.resolve("/app/exe").errors());
  }
}
