package io.envprobe.tag.variant.json;

import io.envprobe.tag.variant.VariantFormat;
import io.envprobe.tag.variant.VariantLabel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes of the four formats and of what variantlib accepts. Sources: the schemas at
 * https://github.com/wheelnext/variants-schema and in the appendices of PEP 817 and PEP 825; the
 * draft of PEP 850 for 0.2.0, whose limit of labels to 16 characters is known to be an error.
 */
final class Shapes {
  private static final Shape NAME_TEXT = Shape.text("name", Shapes::isName);
  private static final Shape VALUE_TEXT = Shape.text("value of a feature", VariantLabel::isValid);
  private static final Shape FILLED_TEXT = Shape.text("filled text", text -> !text.isEmpty());

  private Shapes() {}

  /** The shape of a format. */
  static Shape of(VariantFormat format) {
    return switch (format) {
      case V0_0_2 ->
          old(
              Map.of("plugin-use", Shape.text("use", Set.of("none", "build", "all")::contains)),
              "plugin-use");
      case V0_0_3 -> old(Map.of("install-time", Shape.truth()), "install-time");
      case V0_1_1 -> current(Optional.empty());
      case V0_2_0 -> current(Optional.of(provider()));
    };
  }

  private static Shape old(Map<String, Shape> use, String switchedBy) {
    Shape requires = Shape.list(FILLED_TEXT, false, true);
    Shape provider =
        Shape.object(
                join(
                    use,
                    Map.of(
                        "plugin-api",
                        Shape.text("object reference", Shapes::isOldReference),
                        "enable-if",
                        FILLED_TEXT,
                        "optional",
                        Shape.truth(),
                        "requires",
                        requires)),
                Set.of(),
                false)
            .and(
                (node, problems) -> {
                  if (!isFixed(node, switchedBy) && node.find("requires").isEmpty()) {
                    problems.add(Shape.problem(node, "the member \"requires\" is missing"));
                  }
                });
    Shape values = Shape.list(VALUE_TEXT, true, true);
    Shape features = Shape.mapping("feature", VariantLabel::isValid, values).ifObject();
    Shape root =
        Shape.object(
            Map.of(
                "default-priorities",
                oldPriorities(true),
                "providers",
                Shape.mapping("namespace", Shapes::isOldNamespace, provider),
                "variants",
                Shape.mapping(
                    "label",
                    Shapes::isOldLabel,
                    Shape.mapping("namespace", VariantLabel::isValid, features))),
            Set.of("default-priorities", "providers", "variants"),
            true);
    return switchedBy.equals("plugin-use")
        ? root
        : root.and(
            Shape.object(
                Map.of("static-properties", valuesByFeature(false, true)), Set.of(), true));
  }

  private static boolean isFixed(JsonNode provider, String switchedBy) {
    JsonNode use = provider.find(switchedBy).orElse(provider);
    return use instanceof JsonNode.Truth truth
        ? !truth.value()
        : use instanceof JsonNode.Text text && text.value().equals("none");
  }

  private static Shape oldPriorities(boolean strict) {
    return Shape.object(
        Map.of(
            "namespace",
            Shape.list(NAME_TEXT, strict, strict),
            "feature",
            Shape.mapping("namespace", Shapes::isName, Shape.list(NAME_TEXT, false, strict)),
            "property",
            valuesByFeature(false, strict)),
        strict ? Set.of("namespace") : Set.of(),
        false);
  }

  private static Shape valuesByFeature(boolean filled, boolean distinct) {
    return Shape.mapping(
        "namespace",
        Shapes::isName,
        Shape.mapping("feature", Shapes::isName, Shape.list(VALUE_TEXT, filled, distinct)));
  }

  private static Shape current(Optional<Shape> provider) {
    Map<String, Shape> members =
        Map.of(
            "$schema",
            Shape.text("address", text -> true),
            "default-priorities",
            Shape.object(
                Map.of("namespace", Shape.list(NAME_TEXT, true, true)), Set.of("namespace"), false),
            "variants",
            Shape.mapping("label", VariantLabel::isValid, valuesByFeature(true, true)));
    Set<String> required = Set.of("$schema", "default-priorities", "variants");
    if (provider.isEmpty()) {
      return Shape.object(members, required, false);
    }
    Map<String, Shape> providers =
        Map.of("providers", Shape.mapping("namespace", Shapes::isName, provider.get()));
    return Shape.object(join(members, providers), required, false)
        .and(Shape.object(Map.of(), Set.of("providers"), true));
  }

  private static Shape provider() {
    return Shape.object(
            Map.of(
                "optional",
                Shape.truth(),
                "plugin-api",
                Shape.text("object reference", Shapes::isReference),
                "requires",
                Shape.list(FILLED_TEXT, true, true),
                "static-properties",
                Shape.mapping("feature", Shapes::isName, Shape.list(VALUE_TEXT, true, true))),
            Set.of(),
            false)
        .and(
            (node, problems) -> {
              if (node.find("requires").isPresent() == node.find("static-properties").isPresent()) {
                problems.add(
                    Shape.problem(
                        node, "a provider has either \"requires\" or \"static-properties\""));
              }
            });
  }

  /** What variantlib accepts before it looks at the whole. */
  static Shape variantlib() {
    Shape printable = Shape.text("line of text", Shapes::isLine);
    Shape provider =
        Shape.object(
            Map.of(
                "requires",
                Shape.list(printable, false, false),
                "optional",
                Shape.truth(),
                "plugin-api",
                Shape.text("object reference", Shapes::isReference),
                "enable-if",
                printable,
                "install-time",
                Shape.truth()),
            Set.of(),
            false);
    return Shape.object(
        Map.of(
            "default-priorities",
            oldPriorities(false),
            "providers",
            Shape.mapping("namespace", Shapes::isName, provider),
            "static-properties",
            valuesByFeature(false, false),
            "variants",
            Shape.mapping("label", Shapes::isOldLabel, valuesByFeature(false, true))),
        Set.of("variants"),
        true);
  }

  private static Map<String, Shape> join(Map<String, Shape> some, Map<String, Shape> more) {
    Map<String, Shape> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** The schema's pattern is anchored on one side of its alternatives only. */
  private static boolean isOldReference(String text) {
    int end = text.length();
    if (end > 0 && isModuleLetter(text.charAt(end - 1), false)) {
      return true;
    }
    int colon = afterSpaces(text, afterModule(text, 0, false));
    return afterModule(text, 0, false) > 0
        && colon < end
        && text.charAt(colon) == ':'
        && afterModule(text, afterSpaces(text, colon + 1), false) > afterSpaces(text, colon + 1);
  }

  /** {@code module} or {@code module:attribute}. */
  private static boolean isReference(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 2 || !text.equals(text.strip())) {
      return false;
    }
    for (String part : parts) {
      String module = part.strip();
      if (module.isEmpty() || afterModule(module, 0, true) != module.length()) {
        return false;
      }
    }
    return true;
  }

  private static int afterModule(String text, int from, boolean anyScript) {
    int at = from;
    while (at < text.length() && isModuleLetter(text.charAt(at), anyScript)) {
      at++;
    }
    return at;
  }

  private static int afterSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static boolean isModuleLetter(char c, boolean anyScript) {
    return c == '.' || c == '_' || ((anyScript || c < 128) && Character.isLetterOrDigit(c));
  }

  private static boolean isLine(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c == ' ' || !Character.isWhitespace(c));
  }

  private static boolean isName(String text) {
    return VariantLabel.isValid(text) && text.indexOf('.') < 0;
  }

  private static boolean isOldLabel(String text) {
    return VariantLabel.isValid(text) && text.length() <= VariantLabel.OLD_LIMIT;
  }

  /** Providers alone may have capitals there. */
  private static boolean isOldNamespace(String text) {
    return isName(text.toLowerCase(Locale.ROOT)) && text.chars().allMatch(c -> c < 128);
  }
}
