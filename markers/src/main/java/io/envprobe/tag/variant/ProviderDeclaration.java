package io.envprobe.tag.variant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a package says of the provider of a namespace. Immutable.
 *
 * @param requires the requirements of the plugin, as written
 * @param pluginApi the object reference, where it is stated
 * @param enableIf the marker under which it is used; formats before 0.1 only
 * @param atInstallTime whether it is asked on the machine; false where the values are fixed
 * @param optional whether the user must enable it
 * @param staticProperties the fixed values by feature, best first
 */
public record ProviderDeclaration(
    List<String> requires,
    Optional<String> pluginApi,
    Optional<String> enableIf,
    boolean atInstallTime,
    boolean optional,
    Map<String, List<String>> staticProperties) {
  /** Copies the collections. */
  public ProviderDeclaration {
    requires = List.copyOf(requires);
    Objects.requireNonNull(pluginApi);
    Objects.requireNonNull(enableIf);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    staticProperties.forEach((feature, values) -> copy.put(feature, List.copyOf(values)));
    staticProperties = Collections.unmodifiableMap(copy);
  }
}
