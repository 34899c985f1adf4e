package io.envprobe.tag.nfd;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A machine as the node of a cluster: the features that NFD's worker would find, as far as a
 * profile tells them, and {@code probe.host} with what that worker does not look for. Immutable and
 * thread-safe.
 */
public final class NfdNode {
  /** The feature with what NFD does not find out itself. */
  public static final String OWN = "probe.host";

  private static final String CPUID = "cpu.cpuid";
  private static final String PCI = "pci.device";
  private static final String DISPLAY = "03";

  /** NVIDIA, AMD and Intel. */
  private static final Set<String> MAKERS = Set.of("10de", "1002", "8086");

  /** What decides each feature, most important first. */
  private static final Map<String, List<FactKey<?>>> FACTS =
      Map.of(
          CPUID,
          List.of(CpuFacts.CPU_FEATURES, CpuFacts.CPU_LEVEL, CpuFacts.CPU_ARCH),
          "cpu.model",
          List.of(CpuFacts.CPU_VENDOR, CpuFacts.CPU_FAMILY, CpuFacts.CPU_MODEL),
          "kernel.version",
          List.of(OsFacts.KERNEL_VERSION),
          "system.osrelease",
          List.of(OsFacts.OS_ID, OsFacts.OS_VERSION_ID, OsFacts.OS_CODENAME),
          PCI,
          List.of(GpuFacts.GPU_DEVICES),
          OWN,
          List.of(
              LibraryFacts.LIBC_NAME,
              LibraryFacts.LIBC_VERSION,
              LibraryFacts.LIBSTDCXX_GLIBCXX,
              CpuFacts.CPU_LEVEL,
              CpuFacts.CPU_TARGET,
              CudaFacts.CUDA_VERSION,
              CudaFacts.CUDA_COMPUTE_CAPABILITY));

  private final NfdFeatures features;
  private final Set<String> knownFlags;
  private final Set<String> unknownKeys;

  private NfdNode(NfdFeatures features, Set<String> knownFlags, Set<String> unknownKeys) {
    this.features = features;
    this.knownFlags = knownFlags;
    this.unknownKeys = unknownKeys;
  }

  /** The facts that decide a feature; none for one that is not looked for here. */
  public static List<FactKey<?>> facts(String feature) {
    return FACTS.getOrDefault(feature.toLowerCase(Locale.ROOT), List.of());
  }

  /** The features of a machine. */
  public static NfdNode of(Profile profile) {
    return new Reader(profile).node();
  }

  /** The features. */
  public NfdFeatures features() {
    return features;
  }

  /** Whether NFD has a feature of that name, or this program. */
  public static boolean exists(String feature) {
    String name = feature.toLowerCase(Locale.ROOT);
    return FACTS.containsKey(name) || NfdNames.ELSEWHERE.contains(name);
  }

  /**
   * Whether a term holds; unknown where it reads what is not known here.
   *
   * @throws NfdRuleException as {@link NfdExpression#test}
   */
  public Truth test(NfdRule.Term term) throws NfdRuleException {
    String feature = term.feature().toLowerCase(Locale.ROOT);
    Truth truth = term.test(features);
    if (truth == Truth.UNKNOWN) {
      return truth;
    }
    if (feature.equals(PCI)) {
      return truth == Truth.FALSE && !isAboutDisplays(term) ? Truth.UNKNOWN : truth;
    }
    Map<String, NfdExpression> expressions = term.expressions().orElse(Map.of());
    Map<String, NfdExpression> known = new LinkedHashMap<>(expressions);
    known.keySet().removeIf(key -> isOpen(feature, key));
    if (known.size() == expressions.size()) {
      return truth;
    }
    // What is known may refute the term already.
    Truth rest = new NfdRule.Term(feature, Optional.of(known), term.names()).test(features);
    return rest == Truth.FALSE ? Truth.FALSE : Truth.UNKNOWN;
  }

  private boolean isOpen(String feature, String key) {
    return feature.equals(CPUID)
        ? !knownFlags.contains(key)
        : unknownKeys.contains(feature + "/" + key);
  }

  /** Whether a term asks for graphics processors of a maker whose devices are all known. */
  private static boolean isAboutDisplays(NfdRule.Term term) {
    return isAmong(term, "class", value -> value.startsWith(DISPLAY))
        && isAmong(term, "vendor", MAKERS::contains);
  }

  private static boolean isAmong(NfdRule.Term term, String key, Predicate<String> known) {
    NfdExpression wanted = term.expressions().orElse(Map.of()).get(key);
    return wanted != null
        && wanted.operator().equals("In")
        && wanted.values().stream().allMatch(known);
  }

  /** Puts the features of one profile together. */
  private static final class Reader {
    private final Profile profile;
    private final Map<String, Map<String, String>> attributes = new HashMap<>();
    private final Map<String, Set<String>> flags = new HashMap<>();
    private final Map<String, List<Map<String, String>>> instances = new HashMap<>();
    private final Map<String, String> unknown = new HashMap<>();
    private final Set<String> knownFlags = new HashSet<>();
    private final Set<String> unknownKeys = new HashSet<>();

    Reader(Profile profile) {
      this.profile = profile;
    }

    NfdNode node() {
      for (String feature : NfdNames.ELSEWHERE) {
        unknown.put(feature, "it is not looked for here");
      }
      cpuid();
      put("cpu.model", "vendor_id", profile.reading(CpuFacts.CPU_VENDOR), NfdNode::maker);
      put("cpu.model", "family", profile.reading(CpuFacts.CPU_FAMILY), String::valueOf);
      put("cpu.model", "id", profile.reading(CpuFacts.CPU_MODEL), String::valueOf);
      Reading<String> kernel = profile.reading(OsFacts.KERNEL_VERSION);
      put("kernel.version", "full", kernel, text -> text);
      String[] parts = {"major", "minor", "revision"};
      for (int i = 0; i < parts.length; i++) {
        int place = i;
        put("kernel.version", parts[i], kernel, text -> number(text, place));
      }
      put("system.osrelease", "ID", profile.reading(OsFacts.OS_ID), text -> text);
      put("system.osrelease", "VERSION_CODENAME", profile.reading(OsFacts.OS_CODENAME), t -> t);
      Reading<String> release = profile.reading(OsFacts.OS_VERSION_ID);
      put("system.osrelease", "VERSION_ID", release, text -> text);
      put("system.osrelease", "VERSION_ID.major", release, text -> part(text, 0));
      put("system.osrelease", "VERSION_ID.minor", release, text -> part(text, 1));
      own();
      devices();
      return new NfdNode(
          new NfdFeatures(flags, attributes, instances, unknown), knownFlags, unknownKeys);
    }

    private void cpuid() {
      Optional<String> arch = profile.reading(CpuFacts.CPU_ARCH).asOptional();
      Optional<List<String>> has = profile.reading(CpuFacts.CPU_FEATURES).asOptional();
      Optional<Long> level = profile.reading(CpuFacts.CPU_LEVEL).asOptional();
      Set<String> found = new HashSet<>();
      Map<String, String> names = NfdNames.flags(arch.orElse(""));
      if (has.isPresent()) {
        knownFlags.addAll(names.values());
        has.get().forEach(flag -> Optional.ofNullable(names.get(flag)).ifPresent(found::add));
      }
      for (int i = 1; level.isPresent() && i <= 4; i++) {
        knownFlags.add("X86_64_V" + i);
        if (level.get() >= i) {
          found.add("X86_64_V" + i);
        }
      }
      if (has.isPresent() || level.isPresent()) {
        flags.put(CPUID, found);
      } else {
        unknown.put(CPUID, "the features of the processor are not known");
      }
    }

    private interface Spelling<T> {
      String of(T value);
    }

    private <T> void put(String feature, String key, Reading<T> reading, Spelling<T> spelling) {
      Map<String, String> keys = attributes.computeIfAbsent(feature, name -> new TreeMap<>());
      if (reading instanceof Reading.Present<T> present) {
        String text = spelling.of(present.value());
        if (!text.isEmpty()) {
          keys.put(key, text);
        }
      } else if (reading.isUnknown()) {
        unknownKeys.add(feature + "/" + key);
      }
    }

    private void own() {
      Reading<String> libc = profile.reading(LibraryFacts.LIBC_NAME);
      Reading<String> version = profile.reading(LibraryFacts.LIBC_VERSION);
      put(OWN, "libc", libc, text -> text);
      for (String name : List.of("glibc", "musl")) {
        if (libc.isUnknown()) {
          unknownKeys.add(OWN + "/" + name);
        } else if (libc.asOptional().equals(Optional.of(name))) {
          put(OWN, name, version, text -> text);
        }
      }
      put(OWN, "libstdcxx_glibcxx", profile.reading(LibraryFacts.LIBSTDCXX_GLIBCXX), t -> t);
      put(OWN, "x86_64_level", profile.reading(CpuFacts.CPU_LEVEL), String::valueOf);
      put(OWN, "archspec", profile.reading(CpuFacts.CPU_TARGET), text -> text);
      put(OWN, "cuda_driver", profile.reading(CudaFacts.CUDA_VERSION), text -> text);
      put(
          OWN,
          "cuda_arch_min",
          profile.reading(CudaFacts.CUDA_COMPUTE_CAPABILITY),
          text -> text.replace(".", ""));
    }

    /** Of the devices on the bus, only graphics processors are facts. */
    private void devices() {
      if (!(profile.reading(GpuFacts.GPU_DEVICES)
          instanceof Reading.Present<List<FactRecord>> known)) {
        if (profile.reading(GpuFacts.GPU_DEVICES).isAbsent()) {
          unknown.remove(PCI);
          instances.put(PCI, List.of());
        }
        return;
      }
      List<Map<String, String>> found = new ArrayList<>();
      for (FactRecord device : known.value()) {
        String[] id = device.text("pci_id").orElse("").split(":", -1);
        String number = device.text("class").orElse("");
        if (id.length == 2 && number.length() >= 4) {
          String digits = number.startsWith("0x") ? number.substring(2) : number;
          found.add(Map.of("vendor", id[0], "device", id[1], "class", digits.substring(0, 4)));
        }
      }
      unknown.remove(PCI);
      instances.put(PCI, found);
    }
  }

  private static String maker(String vendor) {
    return NfdNames.LABELS.names("maker").getOrDefault(vendor, vendor);
  }

  private static String part(String version, int place) {
    String[] parts = version.split("\\.", -1);
    return place < parts.length ? parts[place] : "";
  }

  /** One of the numbers that a release of the kernel begins with. */
  private static String number(String release, int place) {
    int at = 0;
    for (int i = 0; i <= place; i++) {
      int start = at;
      while (at < release.length() && Character.isDigit(release.charAt(at))) {
        at++;
      }
      if (i == place) {
        return release.substring(start, at);
      }
      if (at == start || at >= release.length() || release.charAt(at) != '.') {
        return "";
      }
      at++;
    }
    return "";
  }
}
