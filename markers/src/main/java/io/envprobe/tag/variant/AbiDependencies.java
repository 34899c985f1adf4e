package io.envprobe.tag.variant;

import io.envprobe.version.Pep440Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reserved namespace {@code abi_dependency}: a wheel that was built against one release of
 * another package. The feature is that package, the value the first one to three numbers of its
 * version.
 *
 * @see <a href="https://peps.python.org/pep-0850/">PEP 850</a>
 */
public final class AbiDependencies {
  /** The reserved namespace; no provider has it. */
  public static final String NAMESPACE = "abi_dependency";

  /** The variable with which a user of variantlib states versions, as {@code a==1.2,b==3}. */
  public static final String VARIABLE = "VARIANT_ABI_DEPENDENCY";

  private static final int DEPTH = 3;

  private AbiDependencies() {}

  /**
   * The support for installed packages as PEP 850 defines it; a version with an epoch matches
   * nothing. The draft leaves the order open.
   *
   * @param installed distribution name, in any spelling, to version
   * @param exactFirst whether the value that names most numbers is best, which installs the wheel
   *     that was built against just this release; otherwise the coarsest, as in variantlib
   */
  public static Optional<NamespaceSupport> pep850(
      Map<String, String> installed, boolean exactFirst) {
    return support(installed, exactFirst, false);
  }

  /** The support that variantlib answers: epochs are ignored, the coarsest value is best. */
  public static Optional<NamespaceSupport> variantlib(
      Map<String, String> installed, Map<String, String> environment) {
    Map<String, String> all = new TreeMap<>();
    installed.forEach((name, version) -> all.put(feature(name), version));
    for (String stated : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
      int equals = stated.indexOf("==");
      if (equals > 0) {
        all.put(feature(stated.substring(0, equals).strip()), stated.substring(equals + 2).strip());
      }
    }
    return support(all, false, true);
  }

  private static Optional<NamespaceSupport> support(
      Map<String, String> installed, boolean exactFirst, boolean ignoreEpoch) {
    Map<String, FeatureSupport> features = new TreeMap<>();
    installed.forEach(
        (name, text) -> {
          Optional<Pep440Version> version = Pep440Version.tryParse(text);
          String feature = feature(name);
          if (version.isPresent()
              && VariantNames.isName(feature)
              && (ignoreEpoch || version.get().epoch().equals("0"))) {
            List<String> values = values(version.get().release());
            if (exactFirst) {
              Collections.reverse(values);
            }
            features.put(feature, FeatureSupport.several(feature, values));
          }
        });
    return features.isEmpty()
        ? Optional.empty()
        : Optional.of(new NamespaceSupport(NAMESPACE, List.copyOf(features.values())));
  }

  /** {@code 2}, {@code 2.8}, {@code 2.8.0}; numbers that the version leaves out are zero. */
  private static List<String> values(List<String> release) {
    Set<String> values = new LinkedHashSet<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < DEPTH; i++) {
      value.append(i == 0 ? "" : ".").append(i < release.size() ? release.get(i) : "0");
      values.add(value.toString());
    }
    return new ArrayList<>(values);
  }

  /** The normalised name of a distribution, with underscores. */
  private static String feature(String name) {
    StringBuilder feature = new StringBuilder();
    boolean separated = false;
    String lower = name.strip().toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); at++) {
      char c = lower.charAt(at);
      boolean separator = c == '-' || c == '_' || c == '.';
      if (!separator || !separated) {
        feature.append(separator ? '_' : c);
      }
      separated = separator;
    }
    return feature.toString();
  }
}
