package io.envprobe.tag.variant.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.tag.variant.ProviderDeclaration;
import io.envprobe.tag.variant.VariantsDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariantsJsonTest {
  private static final String CURRENT =
      """
      {"$schema": "https://variants-schema.wheelnext.dev/peps/825/v0.1.1.json",
       "default-priorities": {"namespace": ["x86_64"]},
       "variants": {"null": {}, "v3": {"x86_64": {"level": ["v3"]}}}}
      """;

  private static final String WITH_PROVIDERS =
      """
      {"$schema": "https://variants-schema.wheelnext.dev/peps/850/v0.2.0.json",
       "default-priorities": {"namespace": ["nvidia", "blas_lapack"]},
       "providers": {
         "nvidia": {"requires": ["nvidia-variant-provider>=0.0.1"]},
         "blas_lapack": {"static-properties": {"library": ["openblas", "mkl"]}}},
       "variants": {"null": {}}}
      """;

  private static VariantsJsonProblem problem(String text) {
    VariantsJsonException error =
        assertThrows(VariantsJsonException.class, () -> VariantsJson.ofIndex(text).document());
    return error.problems().get(0);
  }

  @Test
  void readsTheFormatThatTheDocumentDeclares() throws VariantsJsonException {
    VariantsDocument document = VariantsJson.ofIndex(CURRENT).document();
    assertEquals(List.of("x86_64"), document.priorities().namespaces());
    assertEquals(2, document.variants().size());
    VariantsDocument provided = VariantsJson.ofIndex(WITH_PROVIDERS).document();
    ProviderDeclaration blas = Objects.requireNonNull(provided.providers().get("blas_lapack"));
    assertFalse(blas.atInstallTime());
    assertEquals(Map.of("library", List.of("openblas", "mkl")), blas.staticProperties());
  }

  @Test
  void takesTheFixedValuesOfTheOldestFormatFromThePriorities() throws VariantsJsonException {
    VariantsDocument document =
        VariantsJson.ofIndex(
                """
                {"$schema": "https://variants-schema.wheelnext.dev/v0.0.2.json",
                 "default-priorities": {"namespace": ["priority"],
                   "property": {"priority": {"order": ["1", "2"]}}},
                 "providers": {"priority": {"plugin-use": "none", "requires": []}},
                 "variants": {"00000000": {}}}
                """)
            .document();
    ProviderDeclaration priority = Objects.requireNonNull(document.providers().get("priority"));
    assertEquals(Map.of("order", List.of("1", "2")), priority.staticProperties());
  }

  @Test
  void saysWhereADocumentIsWrong() {
    assertEquals(
        "$.variants.v3.x86_64.level[0]", problem(CURRENT.replace("[\"v3\"]", "[\"V3\"]")).path());
    assertEquals(
        "the name \"v-3\" is no label", problem(CURRENT.replace("\"v3\":", "\"v-3\":")).message());
    assertEquals(
        "namespace-not-in-default-priorities",
        problem(CURRENT.replace("[\"x86_64\"]", "[\"nvidia\"]")).rule());
    assertEquals(
        "a provider has either \"requires\" or \"static-properties\"",
        problem(
                WITH_PROVIDERS.replace(
                    "{\"requires\": [\"nvidia-variant-provider>=0.0.1\"]}", "{}"))
            .message());
    assertEquals("$.variants.null", problem(CURRENT.replace("\"v3\": {", "\"null\": {")).path());
  }

  @Test
  void refusesAFormatOfAnotherMajorNumberAndAcceptsANewerMinorOne() throws VariantsJsonException {
    assertEquals("$.$schema", problem(CURRENT.replace("v0.1.1", "v1.0.0")).path());
    assertEquals("$.$schema", problem("{}").path());
    String newer = WITH_PROVIDERS.replace("v0.2.0", "v0.3.0");
    assertEquals(2, VariantsJson.ofIndex(newer).document().providers().size());
  }

  @Test
  void aWheelHasExactlyTheVariantOfItsFileName() throws VariantsJsonException {
    String one = CURRENT.replace("\"null\": {}, ", "");
    assertEquals(1, VariantsJson.ofWheel(one, Optional.of("v3")).document().variants().size());
    assertFalse(VariantsJson.ofWheel(CURRENT, Optional.empty()).ruleProblems().isEmpty());
    assertEquals(
        "label-differs-from-file-name",
        VariantsJson.ofWheel(one, Optional.of("v4")).ruleProblems().get(0).rule());
  }

  @Test
  void damagedTextsAreRefusedOrReadAndNothingElse() {
    Random random = new Random(825);
    int inputs = Integer.getInteger("envprobe.fuzz", 3000);
    int read = 0;
    for (int i = 0; i < inputs; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? CURRENT : WITH_PROVIDERS);
      for (int change = random.nextInt(4); change >= 0 && text.length() > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "[]{}\",:0atrue \u0000é".charAt(random.nextInt(16)));
          default -> text.setLength(at + 1);
        }
      }
      read += isRead(text.toString()) ? 1 : 0;
    }
    assertTrue(read > 0 && read < inputs);
    assertFalse(isRead("[".repeat(100_000)));
  }

  private static boolean isRead(String text) {
    try {
      VariantsJson json = VariantsJson.ofIndex(text);
      if (json.variantlibProblems().isEmpty()) {
        json.documentAsVariantlib();
      }
      json.document();
      return true;
    } catch (VariantsJsonException e) {
      return e.problems().isEmpty();
    }
  }
}
