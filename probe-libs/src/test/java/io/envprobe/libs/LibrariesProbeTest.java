package io.envprobe.libs;

import static io.envprobe.fact.LibraryFacts.LIBS_VARIABLES;
import static io.envprobe.fact.LibraryFacts.LIBS_VISIBLE;
import static io.envprobe.fact.LibraryFacts.LOADER_PRELOADS;
import static io.envprobe.fact.LibraryFacts.LOADER_SEARCH_PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.Profiler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists what the loader of an image sees. */
class LibrariesProbeTest extends ImageFixture {
  @BeforeEach
  void imageOfFedora() {
    image.glibc("2.39");
  }

  private static byte[] library(String soname) {
    return ElfFixture.of().named(Tag.SONAME, soname).bytes();
  }

  private List<FactRecord> records(FactKey<List<FactRecord>> key) {
    return image.profile(key).reading(key).asOptional().orElseThrow();
  }

  private FactRecord visible(String path) {
    return records(LIBS_VISIBLE).stream()
        .filter(record -> record.text("path").orElse("").equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsTheDefaultDirectoriesFromTheLoaderItself() {
    image.variable("LD_LIBRARY_PATH", "/opt/a:relative:/opt/b");
    assertEquals(
        List.of(
            "/opt/a LD_LIBRARY_PATH false",
            "/opt/b LD_LIBRARY_PATH false",
            "/lib64 built in true",
            "/usr/lib64 built in true"),
        records(LOADER_SEARCH_PATH).stream()
            .map(
                record ->
                    record.text("directory").orElse("")
                        + " "
                        + record.text("source").orElse("")
                        + " "
                        + record.isTrue("exists"))
            .toList());
  }

  @Test
  void theSearchPathReadsNeitherLibrariesNorPackageDatabases() {
    image
        .file("/usr/lib64/libz.so.1", library("libz.so.1"))
        .text("/var/lib/dpkg/status", "Package: zlib1g", "Status: install ok installed");
    Host whole = image.host();
    Set<String> requests = new ConcurrentSkipListSet<>();
    Host noted =
        new Host() {
          @Override
          public <T> Outcome<T> answer(Request<T> request) {
            requests.add(request.key());
            return whole.answer(request);
          }
        };
    Profile profile =
        new Profiler(new LibsProbes().probes())
            .profile(noted, Set.of(LOADER_SEARCH_PATH), Profile.EMPTY, Duration.ofSeconds(20));
    assertTrue(profile.reading(LOADER_SEARCH_PATH).isPresent());
    String text = String.join("\n", requests);
    assertTrue(text.contains("ld-linux-x86-64.so.2"), text);
    assertFalse(text.contains("libz.so.1"), text);
    assertFalse(text.contains("dpkg"), text);
  }

  @Test
  void theFirstOfANameShadowsTheOthers() {
    image
        .file("/opt/a/libz.so.1", library("libz.so.1"))
        .link("/usr/lib64/libz.so.1", "libz.so.1.3.1")
        .file("/usr/lib64/libz.so.1.3.1", library("libz.so.1"))
        .variable("LD_LIBRARY_PATH", "/opt/a");
    assertTrue(!visible("/opt/a/libz.so.1").isTrue("shadowed"));
    FactRecord system = visible("/lib64/libz.so.1");
    assertTrue(system.isTrue("shadowed"));
    assertEquals("1.3.1", system.text("version").orElse(""));
    assertEquals("/usr/lib64/libz.so.1.3.1", system.text("real_path").orElse(""));
    assertEquals("x86_64", system.text("arch").orElse(""));
  }

  @Test
  void aLibraryForThisProcessorComesBeforeThePlainOne() {
    image
        .file("/usr/lib64/libz.so.1", library("libz.so.1"))
        .file("/usr/lib64/glibc-hwcaps/x86-64-v3/libz.so.1", library("libz.so.1"));
    List<FactRecord> found =
        image
            .profile(Image.processor(3), LIBS_VISIBLE)
            .reading(LIBS_VISIBLE)
            .asOptional()
            .orElseThrow()
            .stream()
            .filter(record -> record.text("name").orElse("").equals("libz.so.1"))
            .toList();
    assertEquals("/lib64/glibc-hwcaps/x86-64-v3/libz.so.1", found.get(0).text("path").orElse(""));
    assertTrue(found.get(1).isTrue("shadowed"));
  }

  @Test
  void aMaskedFeatureTakesTheDirectoriesThatNeedIt() throws IOException {
    image
        .file("/usr/lib64/libz.so.1", library("libz.so.1"))
        .file("/usr/lib64/glibc-hwcaps/x86-64-v3/libz.so.1", library("libz.so.1"))
        .variable("GLIBC_TUNABLES", "glibc.malloc.check=1:glibc.cpu.hwcaps=-AVX2,-ERMS");
    HostByteSource shell = HostByteSource.open(image.host(), "/bin/sh").answer().orElseThrow();
    ElfFile system = ElfFile.read(shell).content().orElseThrow();
    Resolution resolution =
        HostLoader.of(image.host(), Image.processor(4)).open("libz.so.1", system).orElseThrow();
    assertEquals("/lib64/libz.so.1", resolution.objects().get(0).path().orElse(""));
  }

  @Test
  void aPreloadedLibraryIsNamedWithWhatItStandsBefore() {
    image
        .file("/usr/lib64/libz.so.1", library("libz.so.1"))
        .file("/opt/libz-hook.so", library("libz.so.1"))
        .text("/etc/ld.so.preload", "/opt/nothing.so # gone")
        .variable("LD_PRELOAD", "/opt/libz-hook.so");
    List<FactRecord> preloads = records(LOADER_PRELOADS);
    assertEquals("/opt/libz-hook.so", preloads.get(0).text("real_path").orElse(""));
    assertEquals("/usr/lib64/libz.so.1", preloads.get(0).text("stands_before").orElse(""));
    assertTrue(!preloads.get(1).isTrue("found"));
    assertEquals(
        List.of("loader.preload", "loader.preload-missing"),
        Image.rules(image.profile(LOADER_PRELOADS)));
  }

  @Test
  void namesTheVariableThatChangesLoading() {
    image.variable("LD_PRELOAD", "/opt/libhook.so").variable("OMP_NUM_THREADS", "4");
    List<FactRecord> records = records(LIBS_VARIABLES);
    assertEquals(
        List.of("LD_PRELOAD loading", "OMP_NUM_THREADS threading"),
        records.stream()
            .map(record -> record.text("name").orElse("") + " " + record.text("changes").orElse(""))
            .toList());
    assertTrue(records.stream().noneMatch(record -> record.text("effect").isEmpty()));
  }

  @Test
  void saysWhyALibraryIsFoundWhereItIs() throws IOException {
    image.file("/usr/lib64/libz.so.1", library("libz.so.1"));
    HostByteSource shell = HostByteSource.open(image.host(), "/bin/sh").answer().orElseThrow();
    ElfFile system = ElfFile.read(shell).content().orElseThrow();
    Resolution resolution =
        HostLoader.of(image.host(), Image.processor(3)).open("libz.so.1", system).orElseThrow();
    assertEquals("/lib64/libz.so.1", resolution.objects().get(0).path().orElse(""));
    assertEquals(
        List.of(
            "/lib64/glibc-hwcaps/x86-64-v3/libz.so.1",
            "/lib64/glibc-hwcaps/x86-64-v2/libz.so.1",
            "/lib64/libz.so.1"),
        resolution.searches().get(0).steps().get(1).tried());
  }
}
