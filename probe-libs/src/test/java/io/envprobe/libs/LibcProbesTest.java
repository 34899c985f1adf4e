package io.envprobe.libs;

import static io.envprobe.fact.LibraryFacts.LIBC_ALL;
import static io.envprobe.fact.LibraryFacts.LIBC_NAME;
import static io.envprobe.fact.LibraryFacts.LIBC_PATH;
import static io.envprobe.fact.LibraryFacts.LIBC_PROCESS;
import static io.envprobe.fact.LibraryFacts.LIBC_VERSION;
import static io.envprobe.libs.LibcImages.GLIBC_LOADER;
import static io.envprobe.libs.LibcImages.MULTIARCH;
import static io.envprobe.libs.LibcImages.MUSL_LOADER;
import static io.envprobe.libs.LibcImages.glibc;
import static io.envprobe.libs.LibcImages.glibcLoader;
import static io.envprobe.libs.LibcImages.musl;
import static io.envprobe.libs.LibcImages.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names the C library of images, some of them strange. */
class LibcProbesTest extends ImageFixture {
  private Image debian() {
    return LibcImages.debian(image);
  }

  private Image alpine() {
    return LibcImages.alpine(image);
  }

  private static <T> T value(Profile profile, FactKey<T> key) {
    return profile.reading(key).asOptional().orElseThrow();
  }

  private void assertLibc(String name, String version) {
    Profile profile = image.profile(LIBC_NAME, LIBC_VERSION);
    assertEquals(Reading.present(name), profile.reading(LIBC_NAME));
    assertEquals(Reading.present(version), profile.reading(LIBC_VERSION));
  }

  private UnknownCause causeOf(FactKey<String> key) {
    return image
        .profile(key)
        .reading(key)
        .fold(
            present -> {
              throw new AssertionError("present: " + present.value());
            },
            absent -> {
              throw new AssertionError("absent");
            },
            unknown -> unknown.cause());
  }

  @Test
  void readsDebiansGlibcFromTheBannerInItsFile() {
    debian();
    assertLibc("glibc", "2.36");
    Profile profile = image.profile(LIBC_PATH);
    assertEquals(Reading.present(MULTIARCH + "libc.so.6"), profile.reading(LIBC_PATH));
    assertEquals("PT_INTERP " + GLIBC_LOADER, profile.fact(LIBC_NAME).evidence().get(0).excerpt());
    assertEquals(Origin.OBSERVED, profile.fact(LIBC_VERSION).origin());
    assertEquals(List.of(), profile.findings());
  }

  @Test
  void readsAlpinesMuslFromItsLoader() {
    alpine();
    assertLibc("musl", "1.2.5");
    assertEquals(Reading.present(MUSL_LOADER), image.profile(LIBC_PATH).reading(LIBC_PATH));
  }

  @Test
  void aMuslLoaderOnDebianDecidesNothing() {
    debian().file("/usr/lib/ld-musl-x86_64.so.1", musl("1.2.3"));
    assertLibc("glibc", "2.36");
    List<FactRecord> all = value(image.profile(LIBC_ALL), LIBC_ALL);
    assertEquals(
        List.of("glibc 2.36", "musl 1.2.3"),
        all.stream()
            .map(item -> item.text("name").orElse("") + " " + item.text("version").orElse(""))
            .toList());
  }

  @Test
  void aGlibcImitationOnAlpineIsAShimAndDecidesNothing() {
    alpine()
        .file(
            GLIBC_LOADER,
            ElfFixture.of().interpreter(MUSL_LOADER).needs("libgcompat.so.0").bytes());
    assertLibc("musl", "1.2.5");
    List<FactRecord> all = value(image.profile(LIBC_ALL), LIBC_ALL);
    assertTrue(all.get(0).isTrue("shim"));
    assertFalse(all.get(1).isTrue("shim"));
    assertEquals("musl", all.get(1).text("name").orElse(""));
  }

  @Test
  void muslUnderGlibcsLoaderNameIsMusl() {
    image.file("/bin/sh", program(GLIBC_LOADER)).file(GLIBC_LOADER, musl("1.2.4"));
    assertLibc("musl", "1.2.4");
    assertEquals(List.of("libc.disguised-musl"), Image.rules(image.profile(LIBC_NAME)));
  }

  @Test
  void aStaticShellLeavesTheDecisionToTheNextProgram() {
    debian()
        .file("/usr/bin/dash", ElfFixture.of().constant("static").bytes())
        .file("/usr/bin/env", program(GLIBC_LOADER));
    assertLibc("glibc", "2.36");
  }

  @Test
  void aSystemOfStaticProgramsHasNone() {
    image.file("/bin/busybox", ElfFixture.of().constant("static").bytes());
    assertEquals(Reading.present("none"), image.profile(LIBC_NAME).reading(LIBC_NAME));
    assertTrue(image.profile(LIBC_VERSION).reading(LIBC_VERSION).isAbsent());
  }

  @Test
  void anImageWithoutProgramsHasTheOnlyLibraryThatThereIs() {
    image
        .link("/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
        .file("/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", glibcLoader())
        .file("/lib/x86_64-linux-gnu/libc.so.6", glibc("2.36"));
    assertLibc("glibc", "2.36");
  }

  @Test
  void anImageWithoutProgramsAndWithTwoFamiliesIsUndecided() {
    image
        .file(MUSL_LOADER, musl("1.2.3"))
        .file("/lib64/ld-linux-x86-64.so.2", glibcLoader())
        .file("/lib64/libc.so.6", glibc("2.36"));
    assertEquals(UnknownCause.CONFLICTING, causeOf(LIBC_NAME));
  }

  @Test
  void anEmptyImageIsNotKnownToHaveNone() {
    assertEquals(UnknownCause.UNSUPPORTED, causeOf(LIBC_NAME));
    assertEquals(UnknownCause.UNSUPPORTED, causeOf(LIBC_VERSION));
  }

  @Test
  void nixImagesKeepTheirLoaderInTheStore() {
    String store = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-glibc-2.39-52/lib/";
    image
        .file("/bin/sh", program(store + "ld-linux-x86-64.so.2"))
        .file(store + "ld-linux-x86-64.so.2", glibcLoader())
        .file(store + "libc.so.6", glibc("2.39"));
    assertLibc("glibc", "2.39");
    assertEquals(1, value(image.profile(LIBC_ALL), LIBC_ALL).size());
  }

  @Test
  void aLibraryWithoutBannerFallsBackToThePackageThenToTheVersionsThatItDefines() {
    debian().file(MULTIARCH + "libc.so.6", glibc().defines("GLIBC_2.2.5", "GLIBC_2.18").bytes());
    Profile byVersions = image.profile(LIBC_VERSION);
    assertEquals(Reading.present("2.18"), byVersions.reading(LIBC_VERSION));
    assertEquals(Origin.DERIVED, byVersions.fact(LIBC_VERSION).origin());
    assertEquals(List.of("libc.no-banner"), Image.rules(byVersions));

    image.text(
        "/var/lib/dpkg/status",
        "Package: libc-bin",
        "Version: 2.99",
        "",
        "Package: libc6",
        "Status: install ok installed",
        "Version: 2.19-18+deb8u10",
        "",
        "Package: zlib1g",
        "Version: 1:1.2.8");
    Profile byPackage = image.profile(LIBC_VERSION);
    assertEquals(Reading.present("2.19"), byPackage.reading(LIBC_VERSION));
    assertEquals(Origin.DERIVED, byPackage.fact(LIBC_VERSION).origin());
  }

  @Test
  void muslWithoutVersionFallsBackToThePackage() {
    alpine()
        .file(MUSL_LOADER, ElfFixture.of().constant("nothing").bytes())
        .text("/lib/apk/db/installed", "P:musl", "V:1.2.4-r2", "", "P:zlib", "V:1.3");
    assertLibc("musl", "1.2.4");
  }

  @Test
  void aBannerBelowTheVersionsThatItsFileDefinesIsAFinding() {
    debian().file(MULTIARCH + "libc.so.6", glibc("2.34"));
    assertLibc("glibc", "2.34");
    assertEquals(List.of("libc.versions-disagree"), Image.rules(image.profile(LIBC_NAME)));
  }

  @Test
  void aMissingLoaderIsAFindingAndTheLibraryIsStillFound() {
    image
        .file("/bin/sh", program(GLIBC_LOADER))
        .file("/lib/x86_64-linux-gnu/libc.so.6", glibc("2.38"));
    assertLibc("glibc", "2.38");
    assertEquals(List.of("libc.loader-missing"), Image.rules(image.profile(LIBC_NAME)));
  }

  @Test
  void damagedFilesInPlaceOfEachFileAreFindingsAndNeverErrors() {
    byte[] garbage = "\177ELF\2\1\1 not really, \0\1\2\3".getBytes(StandardCharsets.ISO_8859_1);
    for (String path :
        List.of("/usr/bin/dash", MULTIARCH + "ld-linux-x86-64.so.2", MULTIARCH + "libc.so.6")) {
      for (byte[] content : List.of(new byte[0], garbage, new byte[4096])) {
        Image damaged =
            Image.in(root.resolve(path.substring(1).replace('/', '-') + content.length));
        image = damaged;
        debian().file(path, content);
        Profile profile = image.profile(LIBC_NAME, LIBC_VERSION, LIBC_ALL);
        assertFalse(profile.findings().isEmpty(), path);
        assertFalse(profile.reading(LIBC_NAME).isAbsent(), path);
        assertTrue(
            path.endsWith("libc.so.6") == profile.reading(LIBC_VERSION).isUnknown(),
            path + " " + profile.reading(LIBC_VERSION));
      }
    }
  }

  @Test
  void aFileOfAGigabyteIsReadNoFurtherThanItsHeader() {
    debian().sparse(MULTIARCH + "libc.so.6", 1L << 30);
    assertEquals(UnknownCause.MALFORMED, causeOf(LIBC_VERSION));
  }

  @Test
  void aLoopOfLinksIsAFinding() {
    debian().link("/usr/bin/env", "/usr/bin/env2").link("/usr/bin/env2", "/usr/bin/env");
    image.file("/usr/bin/dash", ElfFixture.of().constant("static").bytes());
    assertEquals(List.of("host.unreadable-file"), Image.rules(image.profile(LIBC_NAME)));
  }

  @Test
  void anImageHasNoProcess() {
    debian();
    assertTrue(image.profile(LIBC_PROCESS).reading(LIBC_PROCESS).isUnknown());
  }
}
