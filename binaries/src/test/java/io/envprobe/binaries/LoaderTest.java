package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.loader.Loader;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules of the loaders of glibc and musl, each in a small tree of files. */
class LoaderTest {
  private static final LoaderSettings.Build GLIBC =
      new LoaderSettings.Build(
          LoaderSettings.Family.GLIBC, 39, List.of("/lib64/", "/usr/lib64/"), "lib64", 0x303, "");
  private static final LoaderSettings.Build MUSL =
      LoaderSettings.Build.musl("/lib/ld-musl-x86_64.so.1");

  private final Map<String, byte[]> tree = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private LoaderSettings.Build build = GLIBC;
  private LoaderSettings.Processor processor = LoaderSettings.Processor.PLAIN;
  private LoaderSettings.Files machine = LoaderSettings.Files.NONE;
  private Optional<String> libraryPath = Optional.empty();
  private Optional<String> preload = Optional.empty();
  private boolean tracing = true;

  private final LoaderFiles files =
      new LoaderFiles() {
        @Override
        public Opened open(String path) {
          String real = normalized(path);
          for (int i = 0; links.containsKey(real); i++) {
            if (i == 40) {
              return new Failed(Failure.LOOP);
            }
            real = links.get(real);
          }
          byte[] content = tree.get(real);
          if (content == null) {
            return isDirectory(real + "/") ? new NoFile() : new Failed(Failure.NOT_FOUND);
          }
          try {
            return new Content(real, content.length, ElfFile.read(ByteSource.of(content)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public boolean isDirectory(String path) {
          String start = normalized(path) + "/";
          return tree.keySet().stream().anyMatch(name -> name.startsWith(start))
              || links.keySet().stream().anyMatch(name -> name.startsWith(start));
        }
      };

  private static String normalized(String path) {
    return java.nio.file.Path.of("/", path).normalize().toString();
  }

  private static ElfAssembler elf() {
    return new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN).entry(Tag.FLAGS, 0);
  }

  private LoaderTest file(String path, ElfAssembler content) {
    tree.put(path, content.file());
    return this;
  }

  private LoaderTest library(String path, String... needed) {
    ElfAssembler content = elf().named(Tag.SONAME, path.substring(path.lastIndexOf('/') + 1));
    for (String name : needed) {
      content.named(Tag.NEEDED, name);
    }
    return file(path, content);
  }

  private Resolution resolve(String program) {
    LoaderSettings settings =
        new LoaderSettings(
            build,
            processor,
            machine,
            new LoaderSettings.Start(libraryPath, preload, "/", false, tracing));
    try {
      ElfFile file =
          ElfFile.read(ByteSource.of(tree.getOrDefault(program, new byte[0])))
              .content()
              .orElseThrow();
      String origin = program.substring(0, program.lastIndexOf('/'));
      return Loader.resolve(settings, files, program, origin, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> paths(Resolution resolution) {
    return resolution.objects().stream()
        .map(object -> object.path().orElse(object.name() + " is missing"))
        .toList();
  }

  private ElfAssembler program(long pathTag, String path, String... needed) {
    ElfAssembler content = elf();
    if (!path.isEmpty()) {
      content.named(pathTag, path);
    }
    for (String name : needed) {
      content.named(Tag.NEEDED, name);
    }
    return content;
  }

  private static byte[] definitions(ElfAssembler elf, String... names) {
    java.nio.ByteBuffer all = java.nio.ByteBuffer.allocate(64 * names.length);
    for (int i = 0; i < names.length; i++) {
      long next = i == names.length - 1 ? 0 : 28;
      all.put(
          elf.numbers(
              2,
              1,
              2,
              0,
              2,
              i + 2,
              2,
              1,
              4,
              ElfHash.sysv(names[i]),
              4,
              20,
              4,
              next,
              4,
              elf.string(names[i]),
              4,
              0));
    }
    return java.util.Arrays.copyOf(all.array(), all.position());
  }

  private static ElfAssembler needing(ElfAssembler elf, String file, String version, int flags) {
    byte[] needs =
        elf.numbers(
            2,
            1,
            2,
            1,
            4,
            elf.string(file),
            4,
            16,
            4,
            0,
            4,
            ElfHash.sysv(version),
            2,
            flags,
            2,
            2,
            4,
            elf.string(version),
            4,
            0);
    return elf.table(Tag.VERNEED, needs).entry(Tag.VERNEEDNUM, 1);
  }

  private static ElfAssembler defining(ElfAssembler elf, String... versions) {
    return elf.table(Tag.VERDEF, definitions(elf, versions)).entry(Tag.VERDEFNUM, versions.length);
  }

  @Test
  void rpathIsInheritedFromEveryLoaderUpTheChain() {
    file("/app/exe", program(Tag.RPATH, "/l", "liba.so"))
        .library("/l/liba.so", "libb.so")
        .library("/l/libb.so");
    assertEquals(List.of("/l/liba.so", "/l/libb.so"), paths(resolve("/app/exe")));
  }

  @Test
  void runpathIsNotInherited() {
    file("/app/exe", program(Tag.RUNPATH, "/l", "liba.so"))
        .library("/l/liba.so", "libb.so")
        .library("/l/libb.so");
    assertEquals(List.of("/l/liba.so", "libb.so is missing"), paths(resolve("/app/exe")));
    assertFalse(resolve("/app/exe").loads());
  }

  @Test
  void aRunpathOfTheRequesterSwitchesTheProgramsRpathOff() {
    file("/app/exe", program(Tag.RPATH, "/l", "liba.so"))
        .file("/l/liba.so", program(Tag.RUNPATH, "/nothing", "libb.so"))
        .library("/l/libb.so");
    assertEquals(List.of("/l/liba.so", "libb.so is missing"), paths(resolve("/app/exe")));
  }

  @Test
  void aSonameThatIsLoadedIsNotSearchedAgain() {
    file("/app/exe", program(Tag.RUNPATH, "/x", "libother.so", "liba.so"))
        .file("/x/libother.so", elf().named(Tag.SONAME, "liba.so"))
        .library("/x/liba.so");
    assertEquals(List.of("/x/libother.so"), paths(resolve("/app/exe")));
  }

  @Test
  void theOriginOfALibraryIsWhereItsLinkIs() {
    file("/app/exe", program(Tag.RUNPATH, "/l", "liba.so"))
        .file("/real/liba.so", program(Tag.RUNPATH, "$ORIGIN/sub", "libb.so"))
        .library("/l/sub/libb.so");
    links.put("/l/liba.so", "/real/liba.so");
    assertEquals(List.of("/l/liba.so", "/l/sub/libb.so"), paths(resolve("/app/exe")));
  }

  @Test
  void twoPathsToOneFileAreOneObject() {
    file("/app/exe", program(Tag.RUNPATH, "/l", "liba.so", "libsame.so")).file("/l/liba.so", elf());
    links.put("/l/libsame.so", "/l/liba.so");
    assertEquals(List.of("/l/liba.so"), paths(resolve("/app/exe")));
  }

  @Test
  void preloadedObjectsComeFirstAndMissingOnesAreWarnings() {
    file("/app/exe", program(0, "", "liba.so")).library("/lib64/liba.so").file("/p/pre.so", elf());
    file("/p/all.so", elf());
    preload = Optional.of("/p/pre.so:nothing.so");
    machine =
        new LoaderSettings.Files(
            Optional.empty(), Optional.of("# for all\n/p/all.so"), Optional.empty());
    Resolution resolution = resolve("/app/exe");
    assertEquals(List.of("/p/pre.so", "/p/all.so", "/lib64/liba.so"), paths(resolution));
    assertEquals(
        List.of(
            "ERROR: ld.so: object 'nothing.so' from LD_PRELOAD cannot be preloaded (cannot open"
                + " shared object file): ignored."),
        resolution.warnings());
    assertTrue(resolution.loads());
  }

  @Test
  void theFirstFileIsBoundEvenWhereItsVersionsDoNotFit() {
    file("/app/exe", needing(program(Tag.RUNPATH, "/old:/new", "liba.so"), "liba.so", "V2", 0))
        .file("/old/liba.so", defining(elf(), "V1"))
        .file("/new/liba.so", defining(elf(), "V1", "V2"));
    Resolution resolution = resolve("/app/exe");
    assertEquals(List.of("/old/liba.so"), paths(resolution));
    assertEquals(
        List.of("/app/exe: /old/liba.so: version `V2' not found (required by /app/exe)"),
        resolution.errors());
    assertFalse(resolution.loads());
  }

  @Test
  void aWeakVersionAndAProviderWithoutVersionsDoNotFail() {
    file("/app/weak", needing(program(Tag.RUNPATH, "/old", "liba.so"), "liba.so", "V2", 2))
        .file("/app/plain", needing(program(Tag.RUNPATH, "/l", "liba.so"), "liba.so", "V2", 0))
        .file("/old/liba.so", defining(elf(), "V1"))
        .file("/l/liba.so", elf());
    assertTrue(resolve("/app/weak").loads());
    assertEquals(List.of(), resolve("/app/weak").warnings());
    assertTrue(resolve("/app/plain").loads());
    assertEquals(
        List.of(
            "/app/plain: /l/liba.so: no version information available (required by /app/plain)"),
        resolve("/app/plain").warnings());
  }

  @Test
  void versionsOfAFileThatIsNotNeededAbortTheProcess() {
    file("/app/exe", needing(program(0, "", "liba.so"), "libgone.so", "V1", 0))
        .library("/lib64/liba.so");
    assertFalse(resolve("/app/exe").loads());
  }

  @Test
  void capabilitySubdirectoriesComeFirstInEveryDirectory() {
    processor =
        new LoaderSettings.Processor(
            Optional.empty(), List.of("x86-64-v3", "x86-64-v2"), List.of("x86_64"), 3);
    file("/app/exe", program(0, "", "liba.so"))
        .library("/lib64/liba.so")
        .library("/usr/lib64/glibc-hwcaps/x86-64-v3/liba.so")
        .library("/lib64/glibc-hwcaps/x86-64-v2/liba.so")
        .library("/lib64/tls/liba.so");
    assertEquals(List.of("/lib64/glibc-hwcaps/x86-64-v2/liba.so"), paths(resolve("/app/exe")));
    build =
        new LoaderSettings.Build(
            LoaderSettings.Family.GLIBC, 31, GLIBC.systemDirectories(), "lib64", 0x303, "");
    assertEquals(List.of("/lib64/tls/liba.so"), paths(resolve("/app/exe")));
  }

  @Test
  void aFilterComesBeforeWhatItFiltersAndAnAuxiliaryMayBeMissing() {
    file("/app/exe", program(0, "", "liba.so"))
        .file(
            "/lib64/liba.so",
            elf().named(Tag.FILTER, "libfilter.so").named(Tag.AUXILIARY, "libmaybe.so"))
        .library("/lib64/libfilter.so");
    Resolution resolution = resolve("/app/exe");
    assertEquals(
        List.of("/lib64/libfilter.so", "libmaybe.so is missing", "/lib64/liba.so"),
        paths(resolution));
    assertTrue(resolution.loads());
  }

  @Test
  void filesOfAnotherClassArePassedOverAndNamedWhenNothingElseIsThere() {
    tracing = false;
    file("/app/exe", program(0, "", "liba.so"));
    tree.put(
        "/lib64/liba.so",
        new ElfAssembler(32, ByteOrder.LITTLE_ENDIAN).machine(3, 0).entry(Tag.FLAGS, 0).file());
    assertEquals(
        List.of(
            "/app/exe: error while loading shared libraries: liba.so: wrong ELF class: ELFCLASS32"),
        resolve("/app/exe").errors());
    library("/usr/lib64/liba.so");
    assertEquals(List.of("/usr/lib64/liba.so"), paths(resolve("/app/exe")));
  }

  @Test
  void aProgramIsNoLibrary() {
    file("/app/exe", program(0, "", "libpie.so"))
        .file("/lib64/libpie.so", elf().entry(Tag.FLAGS_1, ElfDynamic.FLAG_1_PIE));
    assertEquals(
        List.of(
            "/app/exe: error while loading shared libraries: /lib64/libpie.so: cannot dynamically"
                + " load position-independent executable"),
        resolve("/app/exe").errors());
  }

  @Test
  void muslInheritsRunpathAndLooksAtTheVariableFirst() {
    build = MUSL;
    file("/app/exe", program(Tag.RUNPATH, "$ORIGIN/../l", "liba.so"))
        .library("/l/liba.so", "libb.so")
        .library("/l/libb.so");
    assertEquals(List.of("/app/../l/liba.so", "/app/../l/libb.so"), paths(resolve("/app/exe")));
    libraryPath = Optional.of("/e");
    library("/e/libb.so");
    assertEquals(List.of("/app/../l/liba.so", "/e/libb.so"), paths(resolve("/app/exe")));
  }

  @Test
  void muslIsItsOwnLibcWhateverThatIsCalled() {
    build = MUSL;
    file("/app/exe", program(0, "", "libc.so.6", "libm.so.6", "libc.so", "libresolv.so.2"))
        .library("/lib/libc.so.6");
    Resolution resolution = resolve("/app/exe");
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
    build = MUSL;
    file("/app/exe", program(Tag.RUNPATH, "/l:$LIB", "liba.so")).library("/l/liba.so");
    assertFalse(resolve("/app/exe").loads());
  }

  @Test
  void muslTakesTheFirstFileOfAName() {
    build = MUSL;
    file("/app/exe", program(Tag.RPATH, "/l32:/l", "liba.so")).library("/l/liba.so");
    tree.put("/l32/liba.so", new byte[100]);
    assertEquals(
        List.of("Error loading shared library liba.so: Exec format error (needed by /app/exe)"),
        resolve("/app/exe").errors());
  }
}
