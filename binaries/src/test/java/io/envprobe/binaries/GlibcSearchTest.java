package io.envprobe.binaries;

import static io.envprobe.binaries.LoaderTree.elf;
import static io.envprobe.binaries.LoaderTree.paths;
import static io.envprobe.binaries.LoaderTree.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where glibc looks for a name, and in which order. */
class GlibcSearchTest {
  private final LoaderTree tree = new LoaderTree();

  @Test
  void rpathIsInheritedFromEveryLoaderUpTheChain() {
    tree.file("/app/exe", program(Tag.RPATH, "/l", "liba.so"))
        .library("/l/liba.so", "libb.so")
        .library("/l/libb.so");
    assertEquals(List.of("/l/liba.so", "/l/libb.so"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void runpathIsNotInherited() {
    tree.file("/app/exe", program(Tag.RUNPATH, "/l", "liba.so"))
        .library("/l/liba.so", "libb.so")
        .library("/l/libb.so");
    assertEquals(List.of("/l/liba.so", "libb.so is missing"), paths(tree.resolve("/app/exe")));
    assertFalse(tree.resolve("/app/exe").loads());
  }

  @Test
  void aRunpathOfTheRequesterSwitchesTheProgramsRpathOff() {
    tree.file("/app/exe", program(Tag.RPATH, "/l", "liba.so"))
        .file("/l/liba.so", program(Tag.RUNPATH, "/nothing", "libb.so"))
        .library("/l/libb.so");
    assertEquals(List.of("/l/liba.so", "libb.so is missing"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void aSonameThatIsLoadedIsNotSearchedAgain() {
    tree.file("/app/exe", program(Tag.RUNPATH, "/x", "libother.so", "liba.so"))
        .file("/x/libother.so", elf().named(Tag.SONAME, "liba.so"))
        .library("/x/liba.so");
    assertEquals(List.of("/x/libother.so"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void theOriginOfALibraryIsWhereItsLinkIs() {
    tree.file("/app/exe", program(Tag.RUNPATH, "/l", "liba.so"))
        .file("/real/liba.so", program(Tag.RUNPATH, "$ORIGIN/sub", "libb.so"))
        .library("/l/sub/libb.so");
    tree.links.put("/l/liba.so", "/real/liba.so");
    assertEquals(List.of("/l/liba.so", "/l/sub/libb.so"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void twoPathsToOneFileAreOneObject() {
    tree.file("/app/exe", program(Tag.RUNPATH, "/l", "liba.so", "libsame.so"))
        .file("/l/liba.so", elf());
    tree.links.put("/l/libsame.so", "/l/liba.so");
    assertEquals(List.of("/l/liba.so"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void preloadedObjectsComeFirstAndMissingOnesAreWarnings() {
    tree.file("/app/exe", program(0, "", "liba.so"))
        .library("/lib64/liba.so")
        .file("/p/pre.so", elf());
    tree.file("/p/all.so", elf());
    tree.variables.put("LD_PRELOAD", "/p/pre.so:nothing.so");
    tree.machine =
        new LoaderSettings.Files(
            Optional.empty(), Optional.of("# for all\n/p/all.so"), Optional.empty());
    Resolution resolution = tree.resolve("/app/exe");
    assertEquals(List.of("/p/pre.so", "/p/all.so", "/lib64/liba.so"), paths(resolution));
    assertEquals(
        List.of(
            "ERROR: ld.so: object 'nothing.so' from LD_PRELOAD cannot be preloaded (cannot open"
                + " shared object file): ignored."),
        resolution.warnings());
    assertTrue(resolution.loads());
  }

  @Test
  void capabilitySubdirectoriesComeFirstInEveryDirectory() {
    tree.processor =
        new LoaderSettings.Processor(
            Optional.empty(),
            List.of("x86-64-v3", "x86-64-v2"),
            List.of("x86_64"),
            3,
            Optional.empty());
    tree.file("/app/exe", program(0, "", "liba.so"))
        .library("/lib64/liba.so")
        .library("/usr/lib64/glibc-hwcaps/x86-64-v3/liba.so")
        .library("/lib64/glibc-hwcaps/x86-64-v2/liba.so")
        .library("/lib64/tls/liba.so");
    assertEquals(List.of("/lib64/glibc-hwcaps/x86-64-v2/liba.so"), paths(tree.resolve("/app/exe")));
    tree.build = LoaderTree.glibc(31);
    assertEquals(List.of("/lib64/tls/liba.so"), paths(tree.resolve("/app/exe")));
  }
}
