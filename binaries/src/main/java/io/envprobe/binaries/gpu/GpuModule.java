package io.envprobe.binaries.gpu;

import java.util.List;

/**
 * Code of which a processor runs one image, the one that fits it best: what one translation unit
 * became. A library runs on a processor where each of its modules has an image for it.
 *
 * @param section the section that it is in, after the archive's member and a colon where there is
 *     one; {@code (bare)}, {@code (cubin)} or {@code (hsaco)} for the file itself, {@code PT_LOAD}
 *     where there are no section headers
 * @param offset where in the file it starts
 * @param linked whether it can run; otherwise the linker for devices has to come first
 * @param sound whether it was read to its end
 * @param images in the order of the file
 */
public record GpuModule(
    String section, long offset, boolean linked, boolean sound, List<GpuImage> images) {
  public GpuModule {
    images = List.copyOf(images);
  }
}
