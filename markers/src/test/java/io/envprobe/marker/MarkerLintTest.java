package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerLintTest {
  private final MarkerLint lint = new MarkerLint(MarkerDialect.PYPA, MarkerAlgebra.exact());

  private List<String> rules(String text) {
    return lint.expression(text).stream().map(MarkerFinding::rule).toList();
  }

  @Test
  void findsWhatIsWrongWithOneExpression() {
    assertEquals(List.of(), rules("python_version >= '3.8' and cuda_version >= '12'"));
    assertEquals(List.of("marker.syntax"), rules("os_name = 'a'"));
    assertEquals(List.of("marker.unknown-name"), rules("os_nam == 'a'"));
    assertEquals(List.of("marker.never-true"), rules("extra == 'a' and extra == 'b'"));
    assertEquals(List.of("marker.always-true"), rules("extra == 'a' or extra != 'a'"));
    assertEquals(List.of("marker.invalid-version"), rules("python_version >= '3.9.'"));
    assertEquals(List.of("marker.undefined-comparison"), rules("cpu_features == 'avx2'"));
    assertEquals(List.of("marker.text-order"), rules("platform_release >= '5.4'"));
    assertEquals(List.of("marker.deprecated-name"), rules("os.name == 'nt'"));
  }

  @Test
  void placesAFindingAndNamesTheRemedy() {
    MarkerFinding finding =
        lint.expression("  python_version >= '3.8' and python_version >= '3.9' ").get(0);
    assertEquals("marker.redundant", finding.rule());
    assertEquals("write python_version >= \"3.9\"", finding.remedy());
    assertEquals(2, finding.offset());
    assertEquals(51, finding.length());
    finding = lint.requirement("foo>=1; 'x' == sys.platform").get(0);
    assertEquals(15, finding.offset());
    assertEquals("write sys_platform", finding.remedy());
  }

  @Test
  void comparesAlternatives() {
    List<MarkerFinding> findings =
        lint.alternatives(
            List.of(
                "python_version < '3.9'",
                "python_version >= '3.8' and python_version < '3.12'",
                "python_version == '3.10'",
                "python_version > '3.12'"));
    assertEquals(
        List.of("marker.overlap", "marker.unreachable", "marker.gap"),
        findings.stream().map(MarkerFinding::rule).toList());
    assertEquals(
        "this and alternative 1 are both true where python_version = \"3.8\","
            + " python_full_version = \"3.8.0\"",
        findings.get(0).message());
    assertEquals(2, findings.get(1).expression());
    assertEquals(
        "no alternative is true where python_version = \"3.12\","
            + " python_full_version = \"3.12.3\"",
        findings.get(2).message());
    assertEquals(
        List.of(),
        lint.alternatives(
            List.of("cuda_version >= '12'", "cuda_version < '12'", "cuda_version == ''")));
  }

  @Test
  void tellsOfEveryAlternativeEvenWhereOneDoesNotParse() {
    List<MarkerFinding> findings =
        lint.alternatives(List.of("os_name =", "os_name == 'a'", "extra == 'a' and extra == 'b'"));
    assertEquals(
        List.of("marker.syntax", "marker.never-true"),
        findings.stream().map(MarkerFinding::rule).toList());
    assertEquals(2, findings.get(1).expression());
  }

  @Test
  void comparesTheMarkersOfRequirementLinesAtTheirPlaces() {
    List<CompiledMarker> markers =
        List.of("torch==2.1; os_name == 'nt'", "torch==2.2 ; (os_name == 'nt') ").stream()
            .map(line -> RequirementLine.parse(line, MarkerDialect.PYPA).marker().orElseThrow())
            .toList();
    List<MarkerFinding> findings = lint.compare(markers, List.of("line 4", "line 9"));
    assertEquals(
        List.of("marker.unreachable", "marker.gap"),
        findings.stream().map(MarkerFinding::rule).toList());
    assertEquals(14, findings.get(0).offset());
    assertEquals(15, findings.get(0).length());
    findings =
        lint.compare(
            List.of(marker("os_name != 'a'"), marker("os_name != 'b'")),
            List.of("line 4", "line 9"));
    assertEquals(
        "this and line 4 are both true where os_name = \"other\"", findings.get(0).message());
  }

  private static CompiledMarker marker(String text) {
    return CompiledMarker.parse(text);
  }

  @Test
  void knowsTheShippedTargets() {
    assertEquals(
        "did you mean \"haswell\"?",
        lint.expression("cpu_microarchitecture >= 'haswel'").get(0).remedy());
    assertEquals(
        List.of("marker.redundant"),
        rules("cpu_microarchitecture >= 'haswell' and cpu_microarchitecture >= 'nehalem'"));
    assertEquals(
        List.of("marker.never-true"),
        rules("cpu_microarchitecture >= 'haswell' and cpu_microarchitecture >= 'power9le'"));
  }
}
