package io.envprobe.requirement.internal;

import io.envprobe.artifact.internal.WheelPolicies;
import io.envprobe.table.Table;
import java.util.Set;

/** Names of libraries that the system or a driver has, never another distribution of Python. */
final class SystemNames {
  private SystemNames() {}

  static boolean isSystem(String library) {
    return WheelPolicies.KNOWN.allowed(library).isPresent()
        || WheelPolicies.KNOWN.allowedWithMusl(library)
        || WheelPolicies.isAlwaysThere(library)
        || Drivers.NAMES.contains(library);
  }

  private static final class Drivers {
    static final Set<String> NAMES =
        Set.copyOf(
            Table.read(SystemNames.class.getResourceAsStream("driver-libraries.table"))
                .texts("names"));
  }
}
