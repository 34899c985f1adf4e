package io.envprobe.requirement.internal;

import io.envprobe.artifact.internal.WheelPolicies;
import java.util.Set;

/** Names of libraries that the system or a driver has, never another distribution of Python. */
public final class SystemNames {
  private SystemNames() {}

  /** Whether wheels may rely on it, whatever the system. */
  public static boolean isAllowed(String library) {
    return WheelPolicies.KNOWN.allowed(library).isPresent()
        || WheelPolicies.KNOWN.allowedWithMusl(library)
        || WheelPolicies.isAlwaysThere(library);
  }

  static boolean isSystem(String library) {
    return isAllowed(library) || Drivers.NAMES.contains(library);
  }

  private static final class Drivers {
    static final Set<String> NAMES = Set.copyOf(DriverLibrariesTable.read().texts("names"));
  }
}
