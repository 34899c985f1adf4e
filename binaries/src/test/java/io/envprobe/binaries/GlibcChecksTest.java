package io.envprobe.binaries;

import static io.envprobe.binaries.LoaderTree.defining;
import static io.envprobe.binaries.LoaderTree.elf;
import static io.envprobe.binaries.LoaderTree.needing;
import static io.envprobe.binaries.LoaderTree.paths;
import static io.envprobe.binaries.LoaderTree.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What glibc makes of the files that it finds. */
class GlibcChecksTest {
  private final LoaderTree tree = new LoaderTree();

  @Test
  void theFirstFileIsBoundEvenWhereItsVersionsDoNotFit() {
    tree.file("/app/exe", needing(program(Tag.RUNPATH, "/old:/new", "liba.so"), "liba.so", "V2", 0))
        .file("/old/liba.so", defining(elf(), "V1"))
        .file("/new/liba.so", defining(elf(), "V1", "V2"));
    Resolution resolution = tree.resolve("/app/exe");
    assertEquals(List.of("/old/liba.so"), paths(resolution));
    assertEquals(
        List.of("/app/exe: /old/liba.so: version `V2' not found (required by /app/exe)"),
        resolution.errors());
    assertFalse(resolution.loads());
  }

  @Test
  void aWeakVersionAndAProviderWithoutVersionsDoNotFail() {
    tree.file("/app/weak", needing(program(Tag.RUNPATH, "/old", "liba.so"), "liba.so", "V2", 2))
        .file("/app/plain", needing(program(Tag.RUNPATH, "/l", "liba.so"), "liba.so", "V2", 0))
        .file("/old/liba.so", defining(elf(), "V1"))
        .file("/l/liba.so", elf());
    assertTrue(tree.resolve("/app/weak").loads());
    assertEquals(List.of(), tree.resolve("/app/weak").warnings());
    assertTrue(tree.resolve("/app/plain").loads());
    assertEquals(
        List.of(
            "/app/plain: /l/liba.so: no version information available (required by /app/plain)"),
        tree.resolve("/app/plain").warnings());
  }

  @Test
  void versionsOfAFileThatIsNotNeededAbortTheProcess() {
    tree.file("/app/exe", needing(program(0, "", "liba.so"), "libgone.so", "V1", 0))
        .library("/lib64/liba.so");
    assertFalse(tree.resolve("/app/exe").loads());
  }

  @Test
  void aFilterComesBeforeWhatItFiltersAndAnAuxiliaryMayBeMissing() {
    tree.file("/app/exe", program(0, "", "liba.so"))
        .file(
            "/lib64/liba.so",
            elf().named(Tag.FILTER, "libfilter.so").named(Tag.AUXILIARY, "libmaybe.so"))
        .library("/lib64/libfilter.so");
    Resolution resolution = tree.resolve("/app/exe");
    assertEquals(
        List.of("/lib64/libfilter.so", "libmaybe.so is missing", "/lib64/liba.so"),
        paths(resolution));
    assertTrue(resolution.loads());
  }

  @Test
  void filesOfAnotherClassArePassedOverAndNamedWhenNothingElseIsThere() {
    tree.tracing = false;
    tree.file("/app/exe", program(0, "", "liba.so"));
    tree.tree.put(
        "/lib64/liba.so",
        new ElfAssembler(32, ByteOrder.LITTLE_ENDIAN).machine(3, 0).entry(Tag.FLAGS, 0).file());
    assertEquals(
        List.of(
            "/app/exe: error while loading shared libraries: liba.so: wrong ELF class: ELFCLASS32"),
        tree.resolve("/app/exe").errors());
    tree.library("/usr/lib64/liba.so");
    assertEquals(List.of("/usr/lib64/liba.so"), paths(tree.resolve("/app/exe")));
  }

  @Test
  void aProgramIsNoLibrary() {
    tree.file("/app/exe", program(0, "", "libpie.so"))
        .file("/lib64/libpie.so", elf().entry(Tag.FLAGS_1, ElfDynamic.FLAG_1_PIE));
    assertEquals(
        List.of(
            "/app/exe: error while loading shared libraries: /lib64/libpie.so: cannot dynamically"
                + " load position-independent executable"),
        tree.resolve("/app/exe").errors());
  }

  @Test
  void anAuditingLibraryIsToldOfAndNeverInTheList() {
    tree.file("/app/exe", program(0, "", "liba.so")).library("/lib64/liba.so");
    tree.library("/opt/audit.so");
    tree.variables.put("LD_AUDIT", "/opt/audit.so:gone.so");
    Resolution resolution = tree.resolve("/app/exe");
    assertEquals(List.of("/lib64/liba.so"), paths(resolution));
    assertEquals(
        List.of(
            "/opt/audit.so audits the program, and may change which files are loaded",
            "ERROR: ld.so: object 'gone.so' cannot be loaded as audit interface: cannot open"
                + " shared object file; ignored."),
        resolution.warnings());
  }

  @Test
  void anExecutableStackIsRefusedByDlopenSinceGlibc241() {
    tree.file("/l/libx.so", elf().segment(0x6474e551L, 7, 0, 0, 16));
    tree.build = LoaderTree.glibc(40);
    assertTrue(tree.open("/l/libx.so", "/l/libx.so").loads());
    tree.build = LoaderTree.glibc(41);
    assertEquals(
        List.of(
            "/l/libx.so: cannot enable executable stack as shared object requires: Invalid"
                + " argument"),
        tree.open("/l/libx.so", "/l/libx.so").errors());
    tree.variables.put("GLIBC_TUNABLES", "glibc.rtld.execstack=2");
    assertTrue(tree.open("/l/libx.so", "/l/libx.so").loads());
    assertTrue(tree.resolve("/l/libx.so").loads());
  }

  @Test
  void aFileThatForbidsDlopenIsNotOpened() {
    tree.file("/l/libx.so", elf().entry(Tag.FLAGS_1, ElfDynamic.FLAG_1_NOOPEN));
    assertEquals(
        List.of("/l/libx.so: shared object cannot be dlopen()ed"),
        tree.open("/l/libx.so", "/l/libx.so").errors());
  }

  @Test
  void aFileForANewerKernelIsPassedOverUpToGlibc235() {
    ElfAssembler newerKernel = elf();
    newerKernel.note("GNU", 1, newerKernel.numbers(4, 0, 4, 6, 4, 1, 4, 0));
    tree.file("/app/exe", program(0, "", "liba.so"))
        .file("/lib64/liba.so", newerKernel)
        .library("/usr/lib64/liba.so");
    tree.processor =
        new LoaderSettings.Processor(
            Optional.empty(), List.of(), List.of(), 0, Optional.of("5.10.0"));
    tree.build = LoaderTree.glibc(35);
    assertEquals(List.of("/usr/lib64/liba.so"), paths(tree.resolve("/app/exe")));
    tree.build = LoaderTree.glibc(36);
    assertEquals(List.of("/lib64/liba.so"), paths(tree.resolve("/app/exe")));
  }
}
