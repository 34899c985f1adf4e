package io.envprobe.libs;

import java.util.Locale;
import java.util.Set;

/** The libraries that every Windows has. */
public final class SystemLibrary {
  private SystemLibrary() {}

  /** Their names, in lower case. */
  public static Set<String> names() {
    return Holder.NAMES;
  }

  /** Whether a name, in whatever case, always means the system's library. */
  public static boolean isKnown(String name) {
    return Holder.NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static final class Holder {
    static final Set<String> NAMES = Set.copyOf(WindowsLibrariesTable.read().texts("known"));
  }
}
