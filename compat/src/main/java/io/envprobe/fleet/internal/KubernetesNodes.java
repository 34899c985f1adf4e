package io.envprobe.fleet.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes as {@code kubectl get nodes -o json} prints them. */
public final class KubernetesNodes {
  private static final String LABELS = "metadata.labels.";
  private static final String CAPACITY = "status.capacity.";
  private static final String INFO = "status.nodeInfo.";

  private KubernetesNodes() {}

  /** Reads all of them. A list that breaks off counts as far as it goes. */
  public static void read(InputStream input, FleetReader.Sink sink) throws IOException {
    NodeList.read(input, sink, Set.of("items"), (in, to) -> node(FlatJson.read(in), to));
  }

  private static void node(Map<String, String> values, FleetReader.Sink sink) {
    Map<String, String> labels = new LinkedHashMap<>();
    values.forEach(
        (path, value) -> {
          if (path.startsWith(LABELS)) {
            labels.put(path.substring(LABELS.length()), value);
          } else if (path.startsWith(CAPACITY)) {
            labels.putIfAbsent(path.substring(CAPACITY.length()), value);
          }
        });
    Profile profile = Profile.EMPTY;
    String system = values.getOrDefault(INFO + "operatingSystem", "");
    if (!system.isEmpty()) {
      profile = profile.with(Fact.observed(OsFacts.OS_NAME, system));
      stated(sink, "operatingSystem", OsFacts.OS_NAME);
    }
    String arch = values.getOrDefault(INFO + "architecture", "");
    if (!arch.isEmpty()) {
      Profile named = sink.columns().profile(Map.of("cpu", arch));
      Reading<String> reading = named.reading(CpuFacts.CPU_ARCH);
      profile = profile.overlay(named);
      profile = profile.with(new Fact<>(OsFacts.OS_ABI_ARCH, reading, Origin.OBSERVED, List.of()));
      stated(sink, "architecture", CpuFacts.CPU_ARCH);
    }
    String kernel = values.getOrDefault(INFO + "kernelVersion", "");
    if (!kernel.isEmpty()) {
      profile = profile.with(Fact.observed(OsFacts.KERNEL_VERSION, kernel));
      stated(sink, "kernelVersion", OsFacts.KERNEL_VERSION);
    }
    sink.fleet().add(profile.overlay(Labels.profile(labels, sink)), "", 1);
    sink.record();
  }

  private static void stated(FleetReader.Sink sink, String member, FactKey<?> key) {
    if (sink.isAsked(key.name())) {
      sink.understood(INFO + member, key.name());
    }
  }
}
