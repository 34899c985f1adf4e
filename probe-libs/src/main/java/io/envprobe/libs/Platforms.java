package io.envprobe.libs;

import io.envprobe.binaries.audit.PlatformPolicies;
import io.envprobe.libs.internal.audit.PlatformTable;

/** The platforms that binaries are judged against. */
public final class Platforms {
  private Platforms() {}

  /** The {@code manylinux} platforms, from the table of this module; read anew each time. */
  public static PlatformPolicies manylinux() {
    return PlatformTable.read();
  }
}
