package io.envprobe.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every fact that this version knows: one table, from which the reference page is generated. */
public final class FactCatalogue {
  private FactCatalogue() {}

  /** All keys, by name. */
  public static List<FactKey<?>> all() {
    return List.copyOf(Holder.BY_NAME.values());
  }

  /** The key of that name. */
  public static Optional<FactKey<?>> named(String name) {
    return Optional.ofNullable(Holder.BY_NAME.get(name));
  }

  private static final class Holder {
    static final Map<String, FactKey<?>> BY_NAME = byName();

    private static Map<String, FactKey<?>> byName() {
      List<FactKey<?>> keys = new ArrayList<>();
      keys.addAll(OsFacts.all());
      keys.addAll(CpuFacts.all());
      keys.addAll(LibraryFacts.all());
      keys.addAll(RuntimeFacts.all());
      keys.addAll(BlasFacts.all());
      keys.addAll(PythonFacts.all());
      keys.addAll(CudaFacts.all());
      keys.addAll(GpuFacts.all());
      Map<String, FactKey<?>> byName = new TreeMap<>();
      for (FactKey<?> key : keys) {
        if (byName.put(key.name(), key) != null) {
          throw new IllegalStateException("two facts are named " + key.name());
        }
      }
      return Collections.unmodifiableMap(byName);
    }
  }
}
