package io.envprobe.binaries.gpu;

import java.util.Optional;

/**
 * An entry of AMD's bundles, or a code object by itself. Immutable.
 *
 * @param id as in the bundle: {@code hipv4-amdgcn-amd-amdhsa--gfx90a:xnack+}, {@code
 *     host-x86_64-unknown-linux}; what it would be for a code object by itself
 * @param target what it is for; empty for the host's entry, which has no code
 * @param size in bytes, unpacked, as claimed
 */
public record AmdImage(String id, Optional<AmdTarget> target, Compression compression, long size)
    implements GpuImage {

  /** The image of an entry. */
  public static AmdImage of(String id, Compression compression, long size) {
    return new AmdImage(id, AmdTarget.ofBundleEntry(id), compression, size);
  }

  @Override
  public String label() {
    return target.map(AmdTarget::toString).orElse(id);
  }
}
