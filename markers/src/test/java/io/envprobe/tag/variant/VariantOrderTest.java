package io.envprobe.tag.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.envprobe.tag.python.WheelRanking;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantOrderTest {
  private static final List<NamespaceSupport> HOPPER =
      List.of(
          new NamespaceSupport(
              "nvidia",
              List.of(
                  FeatureSupport.one("cuda_version_lower_bound", List.of("12.8", "12.0")),
                  FeatureSupport.several("sm_arch", List.of("90_real", "90_virtual")))),
          new NamespaceSupport(
              "x86_64", List.of(FeatureSupport.one("level", List.of("v3", "v2", "v1")))));

  private static final VariantPriorities GPU_FIRST =
      VariantPriorities.of(List.of("nvidia", "x86_64"));

  private static Variant variant(String label, String... properties) {
    return new Variant(label, List.of(properties).stream().map(VariantProperty::parse).toList());
  }

  private static VariantOrder order(VariantOrder.Mode mode) {
    return VariantOrder.of(mode, GPU_FIRST, HOPPER);
  }

  private static List<String> labels(VariantOrder.Mode mode, Variant... variants) {
    return order(mode).order(List.of(variants)).stream().map(Variant::label).toList();
  }

  @Test
  void theWorstValueOfTheFirstNamespaceBeatsItsAbsence() {
    assertEquals(
        List.of("old_cuda", "v3"),
        labels(
            VariantOrder.Mode.PEP825,
            variant("v3", "x86_64 :: level :: v3"),
            variant("old_cuda", "nvidia :: cuda_version_lower_bound :: 12.0")));
  }

  @Test
  void oneFeatureMoreIsBetterAndNoneIsLast() {
    assertEquals(
        List.of("cuda_v1", "cuda", "null"),
        labels(
            VariantOrder.Mode.PEP825,
            variant("null"),
            variant("cuda", "nvidia :: cuda_version_lower_bound :: 12.8"),
            variant(
                "cuda_v1", "nvidia :: cuda_version_lower_bound :: 12.8", "x86_64 :: level :: v1")));
  }

  @Test
  void everyFeatureNeedsASupportedValueAndOneIsEnough() {
    Variant several =
        variant("several", "nvidia :: sm_arch :: 80_real", "nvidia :: sm_arch :: 90_real");
    Variant another = variant("another", "x86_64 :: level :: v3", "nvidia :: sm_arch :: 80_real");
    VariantOrder order = order(VariantOrder.Mode.PEP825);
    assertEquals(Optional.empty(), order.unsupported(several));
    assertEquals(Optional.of(new VariantFeature("nvidia", "sm_arch")), order.unsupported(another));
  }

  @Test
  void equalsAreOrderedByLabelAndInVariantlibByTheirPlace() {
    Variant b = variant("b", "nvidia :: sm_arch :: 90_real", "nvidia :: sm_arch :: 80_real");
    Variant a = variant("a", "nvidia :: sm_arch :: 90_real");
    assertEquals(List.of("a", "b"), labels(VariantOrder.Mode.PEP825, b, a));
    assertEquals(List.of("b", "a", "null"), labels(VariantOrder.Mode.VARIANTLIB, b, a));
  }

  @Test
  void variantlibRefusesASupportedNamespaceWithoutPriority() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            VariantOrder.of(
                VariantOrder.Mode.VARIANTLIB, VariantPriorities.of(List.of("nvidia")), HOPPER));
  }

  @Test
  void whatTheUserExcludesIsNotSupported() {
    VariantExclusions noHopper =
        new VariantExclusions(
            Set.of("x86_64"),
            Set.of(),
            Set.of(VariantProperty.parse("nvidia :: sm_arch :: 90_real")));
    List<NamespaceSupport> left = noHopper.from(HOPPER);
    assertEquals(1, left.size());
    assertEquals(List.of("90_virtual"), left.get(0).features().get(1).values());
  }

  @Test
  void aWheelBuiltAgainstTheInstalledReleaseIsPreferredWhereAsked() {
    List<NamespaceSupport> exact =
        AbiDependencies.pep850(Map.of("Torch.Vision", "2.8.0rc1"), true).stream().toList();
    assertEquals("torch_vision", exact.get(0).features().get(0).name());
    assertEquals(List.of("2.8.0", "2.8", "2"), exact.get(0).features().get(0).values());
    assertEquals(Optional.empty(), AbiDependencies.pep850(Map.of("torch", "1!2.8"), true));
    assertEquals(
        List.of("2", "2.8", "2.8.0"),
        AbiDependencies.variantlib(Map.of("torch", "1!2.8"), Map.of())
            .orElseThrow()
            .features()
            .get(0)
            .values());
  }

  @Test
  void wheelsThatAreNoVariantsComeAfterTheNullVariant() {
    VariantWheels wheels =
        VariantWheels.of(
            WheelRanking.of(List.of("cp313-cp313-any", "py3-none-any")),
            order(VariantOrder.Mode.PEP825)
                .order(List.of(variant("null"), variant("cu", "nvidia :: sm_arch :: 90_real"))));
    assertEquals(
        List.of(
            "a-1-cp313-cp313-any-cu.whl",
            "a-1-py3-none-any-cu.whl",
            "a-1-py3-none-any-null.whl",
            "a-1-cp313-cp313-any.whl"),
        wheels.select(
            List.of(
                "a-1-cp313-cp313-any.whl",
                "a-1-py3-none-any-null.whl",
                "a-1-py3-none-any-cu.whl",
                "a-1-cp313-cp313-any-cu.whl",
                "a-1-py3-none-any-rocm.whl",
                "a-1-cp27-none-any-cu.whl",
                "README.md")));
  }

  @Test
  void aPropertyThatDoesNotParseSaysWhere() {
    SyntaxException error =
        assertThrows(
            SyntaxException.class, () -> VariantProperty.parse("nvidia :: cuda-version :: 12"));
    assertEquals(9, error.offset());
    assertEquals("write namespace :: feature :: value", error.hint());
    assertThrows(SyntaxException.class, () -> VariantProperty.parse("nvidia :: cuda"));
    assertThrows(SyntaxException.class, () -> VariantFeature.parse("a :: b :: c"));
  }

  @Test
  void theHashDoesNotDependOnTheOrder() {
    Variant one = variant("x", "a :: b :: c", "d :: e :: f");
    Variant other = variant("x", "d::e::f", "a::b::c");
    assertEquals(one, other);
    assertEquals("e3b0c442", VariantLabel.hash(List.of()));
    assertThrows(IllegalArgumentException.class, () -> variant("x", "a :: b :: c", "a :: b :: c"));
  }
}
