package io.envprobe.target.internal;

/**
 * Cores of one kind. Which numbers name the kind depends on the architecture: implementer, part and
 * variant on Arm; vendor, family and model on x86; a name elsewhere.
 *
 * @param implementer the implementer code of the Arm main identification register or the vendor's
 *     name
 * @param part the part number of that register, with {@code 0x}, or a core's name; empty where not
 *     known
 * @param variant the variant field; empty where not known
 * @param cpus how many
 * @param capacity the speed of the fastest of them, of 1024 for the machine's fastest; 0 where the
 *     system does not tell
 */
public record CoreGroup(String implementer, String part, String variant, int cpus, int capacity) {
  /** Cores of unknown speed. */
  CoreGroup(String implementer, String part, String variant, int cpus) {
    this(implementer, part, variant, cpus, 0);
  }

  /** The same kind with so many more cores, one of which may be faster. */
  CoreGroup with(int more, int speed) {
    return new CoreGroup(implementer, part, variant, cpus + more, Math.max(capacity, speed));
  }
}
