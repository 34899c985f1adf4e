package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.envprobe.target.TargetOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Truth F = Truth.FALSE;
  private static final Truth U = Truth.UNKNOWN;
  private static final Truth T = Truth.TRUE;

  /** Each target is at least those before it. */
  static TargetOrder ascending(String... names) {
    List<String> order = List.of(names);
    return new TargetOrder() {
      @Override
      public boolean contains(String name) {
        return order.contains(name);
      }

      @Override
      public boolean isAtLeast(String target, String other) {
        return contains(other) && order.indexOf(target) >= order.indexOf(other);
      }

      @Override
      public Set<String> names() {
        return new java.util.TreeSet<>(Arrays.asList(names));
      }
    };
  }

  private static MarkerEnvironment gpuMachine() {
    Map<String, Object> values = new HashMap<>();
    values.put("cuda_version", "12.8");
    values.put("cpu_features", List.of("avx", "avx2"));
    values.put("x86_64_level", 3L);
    values.put("cpu_microarchitecture", "haswell");
    values.put("gpu_count", 2);
    values.put("rocm_version", null);
    values.put("amdgpu_targets", null);
    values.put("kernel_version", "6.8.0-31-generic");
    values.put("platform_release", "6.8.0-31-generic");
    values.put("os_name", "posix");
    values.put("python_version", "3.12");
    values.put("python_full_version", "3.13.0rc1");
    values.put("user_features", List.of("infiniband"));
    values.put("user_site", "berlin");
    return MarkerEnvironment.of(values);
  }

  private static void check(Truth expected, String text) {
    MarkerDialect dialect =
        MarkerDialect.PYPA.withTargets(ascending("x86_64", "haswell", "skylake"));
    assertEquals(expected, CompiledMarker.parse(text, dialect).evaluate(gpuMachine()), text);
  }

  @Test
  void hardwareIsComparedByItsTypes() {
    check(T, "cuda_version >= '12.4' and 'avx2' in cpu_features");
    check(F, "cuda_version == '12.10' or '12.4' > cuda_version");
    check(T, "'sse9' not in cpu_features");
    check(T, "x86_64_level >= '3' and x86_64_level == 'v3' and x86_64_level < 'x86-64-v4'");
    check(T, "gpu_count >= '2' and '10' > gpu_count");
    check(T, "kernel_version >= '5.4' and kernel_version == '6.8.*'");
    check(T, "cpu_microarchitecture >= 'x86_64' and cpu_microarchitecture < 'skylake'");
    check(F, "cpu_microarchitecture > 'haswell'");
  }

  @Test
  void absentHasItsOwnMeaning() {
    check(T, "rocm_version == ''");
    check(F, "rocm_version != ''");
    check(T, "cuda_version != ''");
    check(F, "rocm_version >= '5' or rocm_version < '5' or rocm_version != '5'");
    check(F, "'gfx90a' in amdgpu_targets");
    check(T, "'gfx90a' not in amdgpu_targets and amdgpu_targets == ''");
    check(T, "cpu_features != ''");
  }

  @Test
  void unknownIsNeitherTrueNorFalse() {
    check(U, "cudnn_version >= '9'");
    check(U, "'openblas' in blas_providers");
    check(F, "cudnn_version >= '9' and os_name == 'nt'");
    check(T, "cudnn_version >= '9' or os_name == 'posix'");
    check(U, "cudnn_version == ''");
  }

  @Test
  void userNamesHaveTheTypeThatTheUserGave() {
    check(T, "'infiniband' in user_features and user_site == 'berlin'");
    check(T, "'erl' in user_site");
    check(U, "user_other == 'x'");
  }

  @Test
  void theSpecificationComparesReleasesAsTextsWhereTheyAreNoVersions() {
    check(T, "platform_release != '5.4'");
    check(F, "platform_release >= '5.0'");
    check(F, "python_full_version >= '3.13' or python_full_version < '3.13'");
    check(T, "python_full_version >= '3.13.0rc1'");
  }

  @Test
  void comparisonsWithoutMeaningAreErrorsWhateverElseIsTrue() {
    CompiledMarker marker = CompiledMarker.parse("os_name == 'posix' or python_version >= 'foo'");
    MarkerEvaluationException error =
        assertThrows(MarkerEvaluationException.class, () -> marker.evaluate(gpuMachine()));
    assertEquals(
        """
        error: python_version is a version, and "foo" cannot be compared with one
          os_name == 'posix' or python_version >= 'foo'
                                ^^^^^^^^^^^^^^^^^^^^^^^
        hint: write a version such as "3.12"
        """,
        error.render());
  }

  @Test
  void namesTheRemedyOfEachMeaninglessComparison() {
    Map<String, String> hints = new HashMap<>();
    hints.put("python_version in '3.11 3.12'", "compare each version with ==, joined by or");
    hints.put("os_name ~= 'posix'", "use ==");
    hints.put("'a' == 'b'", "one side must be a name");
    hints.put("cpu_features == 'avx2'", "write \"avx2\" in cpu_features");
    hints.put("cuda_version >= 'new'", "write a version such as \"12.4\"");
    hints.put("x86_64_level >= 'AVX2'", "write \"1\", \"2\", \"3\" or \"4\"");
    hints.put("cpu_arch > 'x86_64'", "use ==, != or in");
    hints.put("cpu_microarchitecture >= 'haswel'", "did you mean \"haswell\"?");
    MarkerDialect dialect = MarkerDialect.PYPA.withTargets(ascending("haswell", "zen4"));
    hints.forEach(
        (text, hint) -> {
          CompiledMarker marker = CompiledMarker.parse(text, dialect);
          MarkerEvaluationException error =
              assertThrows(
                  MarkerEvaluationException.class, () -> marker.evaluate(gpuMachine()), text);
          assertEquals(hint, error.hint(), text);
        });
  }

  @Test
  void explanationHasTheSmallestDecidingSet() {
    CompiledMarker marker =
        CompiledMarker.parse(
            "(os_name == 'nt' and cuda_version >= '13') or rocm_version >= '6' or"
                + " ('avx2' in cpu_features and cuda_version >= '12.4') or gpu_count == '2'");
    Explanation why = marker.explain(gpuMachine());
    assertEquals(T, why.truth());
    assertEquals(
        List.of("gpu_count == \"2\""),
        why.decidingAtoms().stream().map(Explanation::text).toList());
    Explanation unknown =
        CompiledMarker.parse("cudnn_version >= '9' and os_name == 'posix'").explain(gpuMachine());
    assertEquals(U, unknown.truth());
    assertEquals(
        List.of("cudnn_version >= \"9\""),
        unknown.decidingAtoms().stream().map(Explanation::text).toList());
  }

  @Test
  void uvDropsWhatMeansNothingToIt() {
    CompiledMarker marker =
        CompiledMarker.parse("os_name ~= 'x' and python_full_version >= '3.13'", MarkerDialect.UV);
    assertEquals(T, marker.evaluate(gpuMachine()));
    assertEquals(Explanation.Kind.DROPPED, marker.explain(gpuMachine()).parts().get(0).kind());
  }

  @Test
  void tellsWhichFactsMustBeKnown() {
    assertEquals(
        Set.of("cuda.version", "libc.name", "libc.version"),
        Set.copyOf(
            CompiledMarker.parse("cuda_version >= '12' or glibc_version >= '2.28'").facts().stream()
                .map(Object::toString)
                .toList()));
  }
}
