package io.envprobe.fleet.internal;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.FleetReader;
import io.envprobe.table.Table;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the labels of a node say: those of Node Feature Discovery, of the GPU discoveries of NVIDIA
 * and AMD, and of our own feature file. A label that is not there says nothing: not every program
 * that sets labels runs on every node, and some flags are left out on purpose.
 */
final class Labels {
  private static final String NFD = "feature.node.kubernetes.io/";
  private static final String FLAG = NFD + "cpu-cpuid.";
  private static final String LEVEL = "X86_64_V";
  private static final String DISPLAY = NFD + "pci-03";
  private static final String OWN_LEVEL = "probe.host/x86-64-level";
  private static final String MAKER = NFD + "cpu-model.vendor_id";

  private static final class Holder {
    static final Table TABLE = LabelsTable.read();
  }

  private final Map<String, String> labels;
  private final FleetReader.Sink sink;
  private final Set<String> partial = new TreeSet<>();
  private Profile profile = Profile.EMPTY;

  private Labels(Map<String, String> labels, FleetReader.Sink sink) {
    this.labels = labels;
    this.sink = sink;
  }

  /**
   * The facts that the labels state.
   *
   * @param labels of the node, and its capacities by their names
   */
  static Profile profile(Map<String, String> labels, FleetReader.Sink sink) {
    Labels reader = new Labels(labels, sink);
    reader.vendors();
    reader.capacity();
    reader.models();
    for (Table row : Holder.TABLE.tables("labels")) {
      reader.row(row);
    }
    reader.processor();
    return PartialSets.mark(reader.profile, reader.partial);
  }

  private void row(Table row) {
    List<String> parts = new ArrayList<>();
    for (String label : row.texts("labels")) {
      String value = labels.getOrDefault(label, "");
      if (value.isEmpty()) {
        return;
      }
      parts.add(value);
    }
    String from = String.join(" ", row.texts("labels"));
    String value = String.join(".", parts);
    add(FactCatalogue.named(row.text("fact")).orElseThrow(), value, Origin.OBSERVED, from);
    if (row.has("set")) {
      add(FactCatalogue.named(row.text("set")).orElseThrow(), value, Origin.OBSERVED, from);
    }
  }

  private <T> void add(FactKey<T> key, String value, Origin origin, String label) {
    Object typed = value;
    if (key.type() == (Object) FactType.INTEGER) {
      if (!isNumber(value)) {
        return;
      }
      typed = Long.valueOf(value);
    } else if (key.type() == (Object) FactType.SET || key.type() == (Object) FactType.LIST) {
      typed = List.of(value);
    }
    put(key, key.type().canonical(typed), origin, label);
  }

  private <T> void put(FactKey<T> key, T value, Origin origin, String label) {
    profile = profile.with(new Fact<>(key, Reading.present(value), origin, List.of()));
    if (sink.isAsked(key.name())) {
      sink.understood(label, key.name());
    }
  }

  /** Flags, and the level of which they may be told by a label of its own. */
  private void processor() {
    long level = 0;
    Set<String> features = new TreeSet<>();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!label.getKey().startsWith(FLAG) || !label.getValue().equals("true")) {
        continue;
      }
      String flag = label.getKey().substring(FLAG.length());
      if (flag.startsWith(LEVEL) && flag.length() == LEVEL.length() + 1) {
        level = Math.max(level, Character.digit(flag.charAt(LEVEL.length()), 10));
      } else {
        features.add(feature(flag));
      }
    }
    String own = labels.getOrDefault(OWN_LEVEL, "");
    if (own.length() == 2 && own.charAt(0) == 'v') {
      level = Character.digit(own.charAt(1), 10);
    }
    if (level >= 1 && level <= 4) {
      put(CpuFacts.CPU_LEVEL, level, Origin.OBSERVED, own.isEmpty() ? FLAG + LEVEL : OWN_LEVEL);
      features.addAll(ofLevel(level));
    }
    if (!features.isEmpty()) {
      Object all = new ArrayList<>(features);
      put(
          CpuFacts.CPU_FEATURES,
          CpuFacts.CPU_FEATURES.type().canonical(all),
          Origin.OBSERVED,
          FLAG + "*");
      partial.add(CpuFacts.CPU_FEATURES.name());
    }
    String maker = labels.getOrDefault(MAKER, "");
    if (!maker.isEmpty()) {
      String known = Holder.TABLE.table("makers").textOr(maker, maker);
      put(CpuFacts.CPU_VENDOR, known, Origin.OBSERVED, MAKER);
    }
  }

  /** The features that a level of x86-64 promises. */
  static Set<String> ofLevel(long level) {
    return Targets.shipped()
        .find(level == 1 ? "x86_64" : "x86_64_v" + level)
        .map(Target::features)
        .orElse(Set.of());
  }

  /** Whether a word is the name that Linux has for a feature of processors. */
  static boolean isFlag(String word) {
    return Names.BY_LETTERS.containsValue(word);
  }

  /** The name that Linux has for a flag. */
  private static String feature(String flag) {
    String known = Holder.TABLE.table("flags").textOr(flag, "");
    if (!known.isEmpty()) {
      return known;
    }
    String lower = flag.toLowerCase(Locale.ROOT);
    return Names.BY_LETTERS.getOrDefault(lower.replace("_", ""), lower);
  }

  /** Features by their letters and digits alone. */
  private static final class Names {
    static final Map<String, String> BY_LETTERS = read();

    private static Map<String, String> read() {
      Map<String, String> names = new HashMap<>();
      Targets.shipped()
          .all()
          .forEach(
              target -> target.features().forEach(name -> names.put(name.replace("_", ""), name)));
      return names;
    }
  }

  private void vendors() {
    Set<String> vendors = new TreeSet<>();
    String from = "";
    for (Table row : Holder.TABLE.tables("vendors")) {
      for (String label : labels.keySet()) {
        boolean device = label.startsWith(DISPLAY) && label.contains(row.text("pci"));
        if (device || label.startsWith(row.text("prefix"))) {
          vendors.add(row.text("vendor"));
          from = device ? DISPLAY + "*" : row.text("prefix") + "*";
        }
      }
    }
    if (!vendors.isEmpty()) {
      Object all = new ArrayList<>(vendors);
      put(GpuFacts.GPU_VENDORS, GpuFacts.GPU_VENDORS.type().canonical(all), Origin.OBSERVED, from);
      partial.add(GpuFacts.GPU_VENDORS.name());
    }
  }

  /** How many devices may be given to containers, where no label says how many there are. */
  private void capacity() {
    long all = 0;
    String from = "";
    for (String name : Holder.TABLE.texts("capacities")) {
      String value = labels.getOrDefault(name, "");
      if (isNumber(value)) {
        all += Long.parseLong(value);
        from = name;
      }
    }
    if (all > 0) {
      put(GpuFacts.GPU_COUNT, all, Origin.OBSERVED, from);
    }
  }

  private void models() {
    for (String label : Holder.TABLE.texts("models")) {
      model(labels.getOrDefault(label, ""), label);
    }
  }

  private void model(String model, String label) {
    if (!model.isEmpty()) {
      ComputeCapability.ofModel(model)
          .ifPresent(
              found -> {
                String text = found.major() + "." + found.minor();
                put(CudaFacts.CUDA_COMPUTE_CAPABILITY, text, Origin.DERIVED, label);
                put(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of(text), Origin.DERIVED, label);
              });
    }
  }

  static boolean isNumber(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 10;
  }
}
