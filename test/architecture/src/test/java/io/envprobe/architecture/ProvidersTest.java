package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Providers are named twice, for the module path and for the class path; both must say the same.
 */
final class ProvidersTest {
  private static List<URL> resources(String name) throws IOException {
    return Collections.list(ProvidersTest.class.getClassLoader().getResources(name));
  }

  private static Map<String, Set<String>> onTheModulePath() throws IOException {
    Map<String, Set<String>> provided = new HashMap<>();
    for (URL url : resources("module-info.class")) {
      try (InputStream in = url.openStream()) {
        ModuleDescriptor module = ModuleDescriptor.read(in);
        if (module.name().startsWith("io.envprobe.")) {
          module
              .provides()
              .forEach(
                  each ->
                      provided
                          .computeIfAbsent(each.service(), key -> new TreeSet<>())
                          .addAll(each.providers()));
        }
      }
    }
    return provided;
  }

  @Test
  void moduleDescriptorsAndServiceFilesNameTheSameProviders() throws IOException {
    Map<String, Set<String>> modules = onTheModulePath();
    assertTrue(modules.containsKey(ProbeProvider.class.getName()), modules.toString());
    for (Map.Entry<String, Set<String>> service : modules.entrySet()) {
      Set<String> files = new TreeSet<>();
      for (URL url : resources("META-INF/services/" + service.getKey())) {
        try (InputStream in = url.openStream()) {
          files.addAll(
              List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+")));
        }
      }
      assertEquals(service.getValue(), files, service.getKey());
    }
  }

  @Test
  void everyProbeProvidesCatalogueFactsThatNoOtherProbeProvides() {
    Map<FactKey<?>, String> provided = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (ProbeProvider provider : ServiceLoader.load(ProbeProvider.class)) {
      for (Probe probe : provider.probes()) {
        assertFalse(ids.contains(probe.id()), "two probes are called " + probe.id());
        ids.add(probe.id());
        for (FactKey<?> key : probe.provides()) {
          assertTrue(FactCatalogue.named(key.name()).isPresent(), key + " is not in the catalogue");
          String other = provided.put(key, probe.id());
          assertTrue(other == null, key + " is provided by " + other + " and " + probe.id());
        }
      }
    }
    assertTrue(
        new HashSet<>(ids)
            .containsAll(List.of("kernel", "distribution", "abi", "libc", "python", "cpu")),
        ids.toString());
  }
}
