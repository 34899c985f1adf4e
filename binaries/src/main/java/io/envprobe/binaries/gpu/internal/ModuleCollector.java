package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.Defect;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.internal.Defects;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found so far. The number of images is bounded by the size of the file: containers that
 * lie over each other would have more.
 */
final class ModuleCollector {
  private static final int MOST_IMAGES = 1 << 20;

  /** The least that an image takes, a bundle's entry with a short name. */
  private static final int LEAST_IMAGE = 24;

  /** How often a file's size may come out of what is compressed in it, only to see tables. */
  private static final long UNPACKING = 16;

  private final Defects defects;
  private final List<GpuModule> modules = new ArrayList<>();
  private long left;
  private long unpacking;

  ModuleCollector(long size, Defects defects) {
    this.defects = defects;
    this.left = Math.min(MOST_IMAGES, 16 + size / LEAST_IMAGE);
    this.unpacking = UNPACKING * (size + (1 << 16));
  }

  /** Whether no more may be read. */
  boolean isFull() {
    return left <= 0;
  }

  /** Whether so many bytes more may come out of what is compressed. */
  boolean unpack(int count) {
    unpacking -= count;
    return unpacking >= 0;
  }

  void defect(String code, long offset, String message) {
    defects.add(code, offset, message);
  }

  void add(String section, long offset, boolean sound, List<GpuImage> images) {
    left -= 1 + images.size();
    modules.add(
        new GpuModule(section, offset, !section.endsWith(Sections.UNLINKED), sound, images));
    if (isFull()) {
      defect("too-many-images", offset, "There are more images than a file of this size can hold.");
    }
  }

  List<GpuModule> modules() {
    return modules;
  }

  List<Defect> defects() {
    return defects.list();
  }
}
