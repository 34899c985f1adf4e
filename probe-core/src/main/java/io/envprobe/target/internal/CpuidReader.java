package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives the answers of the CPUID instruction their meaning.
 *
 * @param observation identity and usable features
 * @param silicon the features that the processor reports, usable or not
 * @param disabled features that the operating system has not enabled the state for, each with the
 *     name of that state
 * @param hypervisor the hypervisor's signature; empty where none reports itself
 * @param avx10 the AVX10 version; 0 where there is none
 */
record CpuidReader(
    Observation observation,
    Set<String> silicon,
    Map<String, String> disabled,
    String hypervisor,
    long avx10) {
  private static final long OSXSAVE = 1L << 27;

  /**
   * What the text says.
   *
   * @param locator names the text in the evidence
   * @param lazy whether the system enables the state of AVX-512 only when a program first uses it,
   *     as macOS does; source: {@code osfmk/i386/fpu.c} of its kernel, XNU
   */
  static CpuidReader read(CpuidText text, String locator, boolean lazy) {
    Table table = CpuidFeaturesTable.read();
    Set<String> silicon = null;
    Map<CoreGroup, Integer> groups = new LinkedHashMap<>();
    boolean enabled = true;
    long avx10 = Long.MAX_VALUE;
    for (CpuidRegisters registers : text.processors()) {
      Set<String> features = features(table, registers);
      if (silicon == null) {
        silicon = features;
      } else {
        silicon.retainAll(features);
      }
      enabled &= (registers.ecx(1, 0) & OSXSAVE) != 0;
      avx10 = Math.min(avx10, registers.ebx(0x24, 0) & 0xff);
      groups.merge(group(registers), 1, Integer::sum);
    }
    if (silicon == null) {
      silicon = new TreeSet<>();
    }
    Map<String, String> disabled = disabled(table, silicon, enabled, text.enabledStates(), lazy);
    Set<String> usable = new TreeSet<>(silicon);
    usable.removeAll(disabled.keySet());
    if (usable.contains("pni")) {
      usable.add("sse3");
    }
    boolean hasAvx10 = silicon.contains("avx10") && avx10 != Long.MAX_VALUE;
    CpuidRegisters first =
        text.processors().isEmpty()
            ? new CpuidRegisters.Builder().build()
            : text.processors().get(0);
    return new CpuidReader(
        observation(first, locator, usable, groups),
        silicon,
        disabled,
        first.hypervisor(),
        hasAvx10 ? avx10 : 0);
  }

  private static Observation observation(
      CpuidRegisters first, String locator, Set<String> usable, Map<CoreGroup, Integer> groups) {
    boolean known = first.has(1, 0);
    List<CoreGroup> cores = new ArrayList<>();
    groups.forEach(
        (kind, count) ->
            cores.add(new CoreGroup(kind.implementer(), kind.part(), kind.variant(), count)));
    return new Observation(
        new Evidence("call", locator, first.brand()),
        architecture(first, usable),
        first.vendor().strip(),
        first.brand(),
        known ? OptionalLong.of(first.family()) : OptionalLong.empty(),
        known ? OptionalLong.of(first.model()) : OptionalLong.empty(),
        known ? OptionalLong.of(first.stepping()) : OptionalLong.empty(),
        known ? Optional.of(usable) : Optional.empty(),
        cores);
  }

  private static String architecture(CpuidRegisters first, Set<String> usable) {
    if (!first.has(0, 0)) {
      return "";
    }
    return usable.contains("lm") ? "x86_64" : "x86";
  }

  /** Leaf 1Ah tells the kinds of cores of a hybrid processor apart. */
  private static CoreGroup group(CpuidRegisters registers) {
    long type = registers.eax(0x1a, 0) >>> 24;
    String kind = type == 0x40 ? "performance" : type == 0x20 ? "efficiency" : "";
    return new CoreGroup(registers.vendor().strip(), kind, "", 0);
  }

  private static Set<String> features(Table table, CpuidRegisters registers) {
    Set<String> features = new TreeSet<>();
    for (Table word : table.tables("words")) {
      long value = registers.value(word);
      List<String> names = word.texts("names");
      for (int bit = 0; bit < names.size(); bit++) {
        if ((value >>> bit & 1) != 0 && !names.get(bit).isEmpty()) {
          features.add(names.get(bit));
        }
      }
    }
    return features;
  }

  private static Map<String, String> disabled(
      Table table, Set<String> silicon, boolean osxsave, OptionalLong enabledStates, boolean lazy) {
    Map<String, String> disabled = new TreeMap<>();
    for (Table state : table.tables("states")) {
      long mask = state.integer("mask");
      mask = lazy ? mask & ~state.integerOr("lazy", 0) : mask;
      boolean on =
          osxsave && (enabledStates.isEmpty() || (enabledStates.getAsLong() & mask) == mask);
      for (String feature : state.texts("features")) {
        if (!on && silicon.contains(feature)) {
          disabled.put(feature, state.text("name"));
        }
      }
    }
    return disabled;
  }
}
