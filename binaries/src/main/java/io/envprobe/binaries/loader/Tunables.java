package io.envprobe.binaries.loader;

import java.util.Optional;

/**
 * The settings of glibc in {@code GLIBC_TUNABLES}: names and values, with colons between them.
 *
 * <p>Source: https://sourceware.org/glibc/manual/latest/html_node/Tunables.html
 */
public final class Tunables {
  private static final String VARIABLE = "GLIBC_TUNABLES";

  private Tunables() {}

  /** The value of a tunable; the last one counts, and privileged programs have none. */
  public static Optional<String> value(LoaderSettings.Start start, String name) {
    Optional<String> value = Optional.empty();
    if (!start.secure()) {
      for (String setting : start.variable(VARIABLE).orElse("").split(":", -1)) {
        if (setting.startsWith(name + "=")) {
          value = Optional.of(setting.substring(name.length() + 1));
        }
      }
    }
    return value;
  }
}
