package io.envprobe.artifact;

import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the modules of a file are for, without saying the same of each: a library has hundreds.
 * Immutable.
 *
 * @param everywhere the targets that each module has an image for, as compilers spell them, in
 *     order
 * @param somewhere how many modules have an image, for the targets that not all have one for
 * @param groups the modules that are alike, in the order of their first ones
 */
public record GpuSummary(
    List<String> everywhere, Map<String, Integer> somewhere, List<Group> groups) {
  public GpuSummary {
    everywhere = List.copyOf(everywhere);
    groups = List.copyOf(groups);
  }

  /**
   * Modules with the same images.
   *
   * @param count how many there are
   * @param example the first of them
   */
  public record Group(int count, GpuModule example) {}

  private record Likeness(
      String section, boolean linked, boolean sound, List<String> targets, List<Object> kinds) {}

  /** The summary of the modules that have images for a graphics processor. */
  public static GpuSummary of(GpuCode code) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<Likeness, Group> groups = new LinkedHashMap<>();
    int modules = 0;
    for (GpuModule module : code.modules()) {
      Set<String> targets = new LinkedHashSet<>();
      List<Object> kinds = new ArrayList<>();
      for (GpuImage image : module.images()) {
        if (isCode(image)) {
          targets.add(image.label());
          kinds.add(image.compression());
        }
      }
      modules++;
      targets.forEach(target -> counts.merge(target, 1, Integer::sum));
      groups.merge(
          new Likeness(
              module.section(), module.linked(), module.sound(), List.copyOf(targets), kinds),
          new Group(1, module),
          (first, next) -> new Group(first.count() + 1, first.example()));
    }
    List<String> everywhere = new ArrayList<>();
    Map<String, Integer> somewhere = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (entry.getValue() == modules) {
        everywhere.add(entry.getKey());
      } else {
        somewhere.put(entry.getKey(), entry.getValue());
      }
    }
    return new GpuSummary(everywhere, somewhere, List.copyOf(groups.values()));
  }

  /** Whether an image is for a graphics processor: bundles have an empty entry for the host. */
  private static boolean isCode(GpuImage image) {
    return !(image instanceof AmdImage amd) || amd.target().isPresent();
  }
}
