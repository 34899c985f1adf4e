package io.envprobe.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.MemoryInputs;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalFormatsTest {
  static final String PYPROJECT =
      """
      [build-system]
      requires = ["meson-python"]  # a comment
      [tool.x.'y.z']
      when = 2024-05-01T10:00:00Z
      n = [1_000, +2.5e3, { a.b = true }]
      text = \"""
      many "lines" \\
         here\"""

      [external]
      build-requires = [
        "dep:virtual/compiler/c",
        'dep:virtual/compiler/cxx',
        "dep:generic/ninja@>=1.8,<2",
      ]
      host-requires = ["dep:virtual/interface/lapack@>=3.7.1", "dep:generic/XCB; platform_system=='Linux'"]
      dependencies = ["dep:golang/github.com/junegunn/fzf"]

      [external.optional-host-requires]
      extra = ["dep:generic/openjpeg@2.0"]

      [external.dependency-groups]
      dev = ["dep:generic/valgrind", {include-group = "test"}]
      test = ["dep:generic/git"]
      """;
  static final String METADATA =
      """
      Metadata-Version: 2.5
      Name: nat
      Requires-External: libpng (>=1.5)
      Requires-External: make; sys_platform != "win32"
      Requires-External-Dep: dep:cran/nat; extra == 'nat'

      Requires-External: this is the description
      """;
  static final String MESON =
      """
      [{"name": "zlib", "required": true, "version": [">=1.2.8", "<2"], "has_fallback": false, "conditional": false},
       {"name": "openmp", "required": false, "version": [], "has_fallback": false, "conditional": true}]
      """;
  static final String CABAL =
      """
      name: hblas
      library
        if flag(cblas)
          pkgconfig-depends: cblas
        pkgconfig-depends: blas >= 3.8 && < 4,
                           lapack
        build-depends: base
      """;

  static ExternalDocument read(String name, String text) throws RequirementException {
    MemoryInputs inputs = new MemoryInputs().file(name, text.getBytes(StandardCharsets.UTF_8));
    return ExternalFormats.read(Source.of(name, inputs));
  }

  private static List<String> lines(ExternalDocument document) {
    return document.dependencies().stream()
        .map(
            one ->
                String.join(" ", one.phase().word(), one.id(), one.constraint(), one.group())
                    .strip())
        .toList();
  }

  @Test
  void readsTheExternalTableOfAProject() throws RequirementException {
    ExternalDocument document = read("pyproject.toml", PYPROJECT);
    assertEquals(
        List.of(
            "build dep:virtual/compiler/c",
            "build dep:virtual/compiler/cxx",
            "build dep:generic/ninja >=1.8,<2",
            "host dep:virtual/interface/lapack >=3.7.1",
            "host dep:generic/XCB",
            "run dep:golang/github.com/junegunn/fzf",
            "host dep:generic/openjpeg ==2.0 extra",
            "run dep:generic/valgrind  dev",
            "run dep:generic/git  dev",
            "run dep:generic/git  test"),
        lines(document));
    ExternalDependency first = document.dependencies().get(0);
    assertEquals(PYPROJECT.indexOf("dep:virtual/compiler/c"), first.span().offset());
    assertEquals(22, first.span().length());
    assertTrue(document.dependencies().get(4).marker().isPresent());
  }

  @Test
  void readsMetadataMesonAndCabal() throws RequirementException {
    assertEquals(
        List.of("run dep:cran/nat  nat", "run libpng >=1.5", "run make"),
        lines(read("METADATA", METADATA)));
    assertEquals(
        List.of("host zlib >=1.2.8,<2", "host openmp  optional"), lines(read("scan.json", MESON)));
    assertEquals(
        List.of(
            "host pkgconfig:cblas  conditional",
            "host pkgconfig:blas >= 3.8 , < 4",
            "host pkgconfig:lapack"),
        lines(read("hblas.cabal", CABAL)));
    assertEquals(
        List.of("host pkgconfig:blas >= 3.8", "run lib:libblas.so.3"),
        lines(read("native.txt", "# what it needs\npkgconfig:blas >= 3.8\nlib:libblas.so.3\n")));
  }

  @Test
  void olderSpellingsAreReadWithAWarning() throws RequirementException {
    ExternalDocument document =
        read(
            "pyproject.toml",
            "[external]\ndependencies = ['pkg:generic/zlib', 'virtual:interface/blas']\n");
    assertEquals(
        List.of("run dep:generic/zlib", "run dep:virtual/interface/blas"), lines(document));
    assertEquals("write dep:virtual/interface/blas", document.findings().get(1).remedy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[external]#dependencies = ['openssl']|openssl",
        "[external]#dependencies = ['dep:openssl']|openssl",
        "[external]#dependencies = ['dep:generic/a b']|` b`",
        "[external]#dependencies = ['dep:generic/a@']|@",
        "[external]#dependencies = ['dep:generic/a; os_name ==']|]",
        "[external]#dependencies = 'dep:generic/a'|'dep",
        "[external]#dependencys = []|dependencys",
        "[external]#dependencies = [|^",
        "[external]#dependencies = []#dependencies = []|dependencies = []^",
        "[external#x = 1|#x",
        "[external.dependency-groups]#a = [{include-group = 'a'}]|{include",
        "x = 'open|'open"
      })
  void aMistakeIsShownAtItsPlace(String text, String place) {
    String file = text.replace('#', '\n');
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("pyproject.toml", file));
    String wanted = place.replace('#', '\n');
    int offset =
        wanted.equals("^")
            ? file.length()
            : wanted.equals("]")
                ? file.lastIndexOf("']")
                : wanted.endsWith("^")
                    ? file.lastIndexOf("dependencies")
                    : file.lastIndexOf(wanted);
    assertEquals(offset, error.span().offset(), error.render());
  }

  @Test
  void groupsThatIncludeOneAnotherManyTimesAreRefused() {
    StringBuilder text = new StringBuilder("[external.dependency-groups]\ng0 = []\n");
    for (int i = 1; i < 40; i++) {
      text.append("g" + i + " = [{include-group='g" + (i - 1) + "'},{include-group='g" + (i - 1))
          .append("'}]\n");
    }
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("pyproject.toml", text.toString()));
    assertTrue(error.reason().contains("10000"), error.render());
  }
}
