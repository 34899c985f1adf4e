package io.envprobe.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.MemoryInputs;
import io.envprobe.engine.Machines;
import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Software;
import io.envprobe.requirement.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalFinderTest {
  /** A Debian with the library of OpenSSL, zlib with its development files, and a C compiler. */
  private static final Profile DEBIAN =
      Machines.debian12()
          .with(
              Machines.fact(
                  LibraryFacts.LIBS_VISIBLE,
                  List.of(
                      library("libssl.so.3", "libssl3 3.0.17-1~deb12u2 (dpkg)"),
                      library("libz.so.1", "zlib1g 1:1.2.13.dfsg-1 (dpkg)"))))
          .with(
              Machines.fact(
                  LibraryFacts.PACKAGES_INSTALLED,
                  List.of(
                      FactRecord.builder()
                          .put("name", "libyaml-dev")
                          .put("version", "0.2.5-1")
                          .put("manager", "dpkg")
                          .build(),
                      // Homebrew's package of this name has a Fortran compiler, Debian's has not.
                      FactRecord.builder()
                          .put("name", "gcc")
                          .put("version", "4:12.2.0-3")
                          .put("manager", "dpkg")
                          .build())));

  private static FactRecord library(String name, String owner) {
    return FactRecord.builder()
        .put("name", name)
        .put("path", "/usr/lib/" + name)
        .put("real_path", "/usr/lib/" + name)
        .put("package", owner)
        .build();
  }

  private static final Software FILES =
      new Software() {
        private final Map<String, Seen> there =
            Map.of(
                "zlib.pc", new Seen("/usr/lib/pkgconfig/zlib.pc", "1.2.13"),
                "blas.pc", new Seen("/usr/lib/pkgconfig/blas.pc", "0.3.21"),
                "zlib.h", new Seen("/usr/include/zlib.h", ""),
                "cc", new Seen("/usr/bin/cc", ""));

        private Sighting look(String name) {
          Seen seen = there.get(name);
          return seen == null ? new NotSeen(List.of("/usr")) : seen;
        }

        @Override
        public Sighting pkgConfig(String name) {
          return look(name + ".pc");
        }

        @Override
        public Sighting header(String name) {
          return look(name);
        }

        @Override
        public Sighting program(String name) {
          return look(name);
        }

        @Override
        public String owner(String path) {
          return path.contains("zlib") ? "zlib1g-dev 1:1.2.13.dfsg-1 (dpkg)" : "";
        }
      };

  private static ExternalDependency dependency(String text, Phase phase)
      throws RequirementException {
    ExternalDependency read =
        ExternalFormats.read(Source.of(text, new MemoryInputs())).dependencies().get(0);
    return new ExternalDependency(
        read.kind(),
        read.name(),
        read.constraint(),
        phase,
        read.group(),
        read.marker(),
        read.written(),
        read.span());
  }

  private static ExternalAnswer find(String text, Phase phase, Profile profile)
      throws RequirementException {
    return ExternalFinder.find(
        dependency(text, phase), Platform.of(profile, Platform.of(profile).libraries(), FILES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "dep:generic/openssl RUN satisfied loader 3.0.17",
        "dep:generic/openssl@>=3,<4 RUN satisfied loader 3.0.17",
        "dep:generic/openssl@>=3.10 RUN missing loader 3.0.17",
        "dep:generic/openssl HOST missing '' ''",
        "dep:generic/zlib HOST satisfied pkg-config 1.2.13",
        "pkg:generic/zlib HOST satisfied pkg-config 1.2.13",
        "dep:generic/libyaml HOST satisfied 'package database' 0.2.5",
        "dep:generic/mkl RUN missing '' ''",
        "dep:virtual/compiler/c BUILD satisfied program ''",
        "dep:virtual/compiler/c@>=17 BUILD unknown program ''",
        "dep:virtual/compiler/rust BUILD missing '' ''",
        "dep:virtual/compiler/fortran BUILD missing '' ''",
        "dep:generic/never-heard-of RUN unknown '' ''",
        "dep:cran/nat RUN unknown '' ''",
        "pkgconfig:zlib>=1.2.5 HOST satisfied pkg-config 1.2.13",
        "pkgconfig:zlib>=1.3 HOST missing pkg-config 1.2.13",
        "lib:libz.so.1 RUN satisfied loader 1.2.13",
        "lib:libz.so.2 RUN missing '' ''",
        "header:zlib.h HOST satisfied header 1.2.13",
        "header:cblas.h HOST missing '' ''"
      })
  void findsWhatThePhaseAsks(
      String text, Phase phase, String verdict, String foundBy, String version)
      throws RequirementException {
    ExternalAnswer answer = find(text, phase, DEBIAN);
    assertEquals(verdict, answer.word(), answer.toString());
    assertEquals(foundBy, answer.foundBy());
    assertEquals(version, answer.version());
  }

  @Test
  void aLibraryWithoutItsDevelopmentFilesIsNamedAndSoIsThePackage() throws RequirementException {
    ExternalAnswer answer = find("dep:generic/openssl", Phase.HOST, DEBIAN);
    assertEquals(
        "/usr/lib/libssl.so.3 is there, but the files to build against it are not",
        answer.reason());
    assertEquals("apt-get install libssl-dev", answer.hint());
    assertEquals(
        "apt-get install libssl3", ExternalNames.hint(run("dep:generic/openssl"), "debian"));
    assertEquals(
        List.of("openssl@3"), ExternalNames.packages(run("dep:generic/openssl"), "homebrew"));
  }

  private static ExternalDependency run(String text) throws RequirementException {
    return dependency(text, Phase.RUN);
  }

  @Test
  void theVersionOfBlasIsThatOfTheReferenceLapackAndNotOfThePackage() throws RequirementException {
    FactRecord selected =
        FactRecord.builder()
            .put("name", "libblas.so.3")
            .put("path", "/usr/lib/libblas.so.3")
            .put("real_path", "/usr/lib/openblas/libblas.so.3")
            .build();
    FactRecord library =
        FactRecord.builder()
            .put("real_path", "/usr/lib/openblas/libblas.so.3")
            .put("version", "0.3.21")
            .put("lapack_version", "3.11.0")
            .build();
    Profile machine =
        DEBIAN
            .with(Machines.fact(BlasFacts.BLAS_SELECTED, List.of(selected)))
            .with(Machines.fact(BlasFacts.BLAS_LIBRARIES, List.of(library)));
    for (Phase phase : List.of(Phase.RUN, Phase.HOST)) {
      String text = "dep:virtual/interface/blas@>=3.10";
      assertEquals("satisfied", find(text, phase, machine).word(), phase.word());
      assertEquals("3.11.0", find(text, phase, machine).version());
      assertEquals("missing", find("dep:virtual/interface/blas@>=3.12", phase, machine).word());
    }
  }

  @Test
  void ofAMachineThatIsOnlyAProfileTheFilesAreNotKnown() throws RequirementException {
    Platform profile = Platform.of(DEBIAN);
    ExternalAnswer answer = ExternalFinder.find(dependency("pkgconfig:zlib", Phase.HOST), profile);
    assertEquals("unknown", answer.word());
    assertTrue(answer.reason().contains("not at hand"), answer.reason());
    assertEquals(
        Truth.TRUE, ExternalFinder.find(run("dep:generic/openssl"), profile).truth(), "libraries");
    assertEquals(
        Truth.UNKNOWN,
        ExternalFinder.find(run("dep:generic/openssl"), Platform.of(Machines.debian12())).truth());
  }
}
