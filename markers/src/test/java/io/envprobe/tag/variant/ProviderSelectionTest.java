package io.envprobe.tag.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.envprobe.marker.MarkerEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderSelectionTest {
  private static final NamespaceSupport MKL =
      new NamespaceSupport("blas_lapack", List.of(FeatureSupport.one("library", List.of("mkl"))));

  private static ProviderUse use(ProviderDeclaration provider, Map<String, NamespaceSupport> user) {
    VariantsDocument document =
        new VariantsDocument(
            "", VariantPriorities.NONE, Map.of("blas_lapack", provider), List.of());
    MarkerEnvironment linux =
        MarkerEnvironment.of(Map.of("sys_platform", "linux", "python_version", "3.13"));
    return Objects.requireNonNull(
        ProviderSelection.enabling(linux, Set.of()).pep850(document, user).get("blas_lapack"));
  }

  private static ProviderDeclaration plugin(boolean optional, String... requires) {
    return new ProviderDeclaration(
        List.of(requires), Optional.empty(), Optional.empty(), true, optional, Map.of());
  }

  @Test
  void anOptionalProviderThatNobodyEnabledIsDisabledBeforeTheUsersListCounts() {
    assertEquals(
        new ProviderUse.Disabled("it is optional and not enabled"),
        use(plugin(true, "blas-provider"), Map.of("blas_lapack", MKL)));
  }

  @Test
  void thePackagesListCountsBeforeTheUsers() {
    ProviderDeclaration fixed =
        new ProviderDeclaration(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Map.of("library", List.of("openblas")));
    ProviderUse.Listed listed =
        assertInstanceOf(ProviderUse.Listed.class, use(fixed, Map.of("blas_lapack", MKL)));
    assertEquals(List.of("openblas"), listed.support().orElseThrow().features().get(0).values());
    assertEquals(
        new ProviderUse.Listed(Optional.of(MKL), true),
        use(plugin(false, "blas-provider"), Map.of("blas_lapack", MKL)));
  }

  @Test
  void thePluginIsThatOfTheFirstRequirementThatApplies() {
    assertEquals(
        new ProviderUse.Plugin(List.of("blas-provider"), "blas_provider"),
        use(plugin(false, "old-provider; python_version < '3.12'", "BLAS.Provider>=1"), Map.of()));
  }
}
