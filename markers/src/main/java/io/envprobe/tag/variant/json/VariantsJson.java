package io.envprobe.tag.variant.json;

import io.envprobe.tag.variant.ProviderDeclaration;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantFeature;
import io.envprobe.tag.variant.VariantFormat;
import io.envprobe.tag.variant.VariantPriorities;
import io.envprobe.tag.variant.VariantProperty;
import io.envprobe.tag.variant.VariantsDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON text that is to be a document of variants: {@code NAME-VERSION-variants.json} of an index,
 * or {@code variant.json} of a wheel. Immutable and thread-safe.
 */
public final class VariantsJson {
  private static final int SIZE_LIMIT = 8 << 20;

  private final JsonNode root;
  private final boolean inWheel;
  private final Optional<String> wheelLabel;

  private VariantsJson(JsonNode root, boolean inWheel, Optional<String> wheelLabel) {
    this.root = root;
    this.inWheel = inWheel;
    this.wheelLabel = wheelLabel;
  }

  private static JsonNode read(String text) throws VariantsJsonException {
    if (text.length() > SIZE_LIMIT) {
      throw new VariantsJsonException(
          new VariantsJsonProblem("$", "json", "the document is longer than 8 Mi characters"));
    }
    return JsonNodeReader.read(text);
  }

  /**
   * A text from an index.
   *
   * @throws VariantsJsonException where it is not JSON, or longer than 8 Mi characters
   */
  public static VariantsJson ofIndex(String text) throws VariantsJsonException {
    return new VariantsJson(read(text), false, Optional.empty());
  }

  /**
   * A text from a wheel.
   *
   * @param label the label of the wheel's file name; empty where that is not known
   * @throws VariantsJsonException where it is not JSON, or longer than 8 Mi characters
   */
  public static VariantsJson ofWheel(String text, Optional<String> label)
      throws VariantsJsonException {
    return new VariantsJson(read(text), true, label);
  }

  /** The address of the schema; empty where there is none. */
  public String schema() {
    return root.find("$schema").orElse(root) instanceof JsonNode.Text text ? text.value() : "";
  }

  /** Where the text differs from the schema of a format, whatever format it declares. */
  public List<VariantsJsonProblem> schemaProblems(VariantFormat format) {
    List<VariantsJsonProblem> problems = new ArrayList<>();
    Shapes.of(format).check(root, problems);
    return problems;
  }

  /** The rules of PEP 825 and PEP 850 that a schema cannot express and the text breaks. */
  public List<VariantsJsonProblem> ruleProblems() {
    return Rules.pep825(root, inWheel, wheelLabel);
  }

  /** Why variantlib would refuse the text; nothing where it reads it. */
  public List<VariantsJsonProblem> variantlibProblems() {
    List<VariantsJsonProblem> problems = new ArrayList<>();
    Shapes.variantlib().check(root, problems);
    return problems.isEmpty() ? Rules.variantlib(root, inWheel, wheelLabel) : problems;
  }

  /**
   * The document, in the format that it declares. The rules of PEP 825 are not asked of formats
   * before it, since documents that break them are published.
   *
   * @throws VariantsJsonException where the format is not known, or the text does not follow it
   */
  public VariantsDocument document() throws VariantsJsonException {
    Optional<VariantFormat> format = VariantFormat.of(schema());
    if (format.isEmpty()) {
      throw new VariantsJsonException(
          new VariantsJsonProblem(
              "$.$schema",
              "schema",
              schema().isEmpty()
                  ? "the document declares no format in \"$schema\""
                  : "no format known here: " + schema()));
    }
    List<VariantsJsonProblem> problems = schemaProblems(format.get());
    boolean old = format.get() == VariantFormat.V0_0_2 || format.get() == VariantFormat.V0_0_3;
    if (problems.isEmpty() && !old) {
      problems = ruleProblems();
    }
    return built(problems);
  }

  /**
   * The document as variantlib reads it, whatever format it declares.
   *
   * @throws VariantsJsonException where variantlib would refuse it
   */
  public VariantsDocument documentAsVariantlib() throws VariantsJsonException {
    return built(variantlibProblems());
  }

  private VariantsDocument built(List<VariantsJsonProblem> problems) throws VariantsJsonException {
    if (!problems.isEmpty()) {
      throw new VariantsJsonException(problems);
    }
    List<Variant> variants = new ArrayList<>();
    members("variants").forEach((label, node) -> variants.add(variant(label, node)));
    Map<String, ProviderDeclaration> providers = new LinkedHashMap<>();
    members("providers")
        .forEach((namespace, node) -> providers.put(namespace, provider(namespace, node)));
    return new VariantsDocument(schema(), priorities(), providers, variants);
  }

  private Map<String, JsonNode> members(String name) {
    return root.find(name).map(Rules::members).orElse(Map.of());
  }

  private static Variant variant(String label, JsonNode node) {
    List<VariantProperty> properties = new ArrayList<>();
    Rules.members(node)
        .forEach(
            (namespace, features) ->
                Rules.members(features)
                    .forEach(
                        (feature, values) -> {
                          for (String value : Rules.texts(values)) {
                            properties.add(new VariantProperty(namespace, feature, value));
                          }
                        }));
    return new Variant(label, properties);
  }

  private VariantPriorities priorities() {
    Map<String, List<String>> features = new LinkedHashMap<>();
    Map<VariantFeature, List<String>> values = new LinkedHashMap<>();
    JsonNode stated = root.find("default-priorities").orElse(root);
    stated
        .find("feature")
        .map(Rules::members)
        .orElse(Map.of())
        .forEach((namespace, names) -> features.put(namespace, Rules.texts(names)));
    stated
        .find("property")
        .map(Rules::members)
        .orElse(Map.of())
        .forEach(
            (namespace, lists) ->
                Rules.members(lists)
                    .forEach(
                        (feature, list) ->
                            values.put(new VariantFeature(namespace, feature), Rules.texts(list))));
    return new VariantPriorities(Rules.texts(stated, "namespace"), features, values);
  }

  private ProviderDeclaration provider(String namespace, JsonNode node) {
    JsonNode use = node.find("plugin-use").orElse(node);
    boolean fixedUse = use instanceof JsonNode.Text text && !text.value().equals("all");
    boolean atInstallTime =
        truth(node, "install-time", !fixedUse) && node.find("static-properties").isEmpty();
    // Format 0.0.2 has the values of a provider that is not asked in the priorities.
    JsonNode values =
        node.find("static-properties")
            .or(() -> root.find("static-properties").flatMap(all -> all.find(namespace)))
            .or(
                () ->
                    root.find("default-priorities")
                        .filter(priorities -> fixedUse)
                        .flatMap(priorities -> priorities.find("property"))
                        .flatMap(all -> all.find(namespace)))
            .orElse(new JsonNode.Other("$"));
    Map<String, List<String>> fixed = new LinkedHashMap<>();
    Rules.members(values).forEach((feature, list) -> fixed.put(feature, Rules.texts(list)));
    return new ProviderDeclaration(
        Rules.texts(node, "requires"),
        text(node, "plugin-api"),
        text(node, "enable-if"),
        atInstallTime,
        truth(node, "optional", false),
        fixed);
  }

  private static boolean truth(JsonNode node, String name, boolean otherwise) {
    return node.find(name).orElse(node) instanceof JsonNode.Truth truth ? truth.value() : otherwise;
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.find(name).orElse(node) instanceof JsonNode.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
