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

  /**
   * The number that glibc reads at the start of a text: hexadecimal after {@code 0x}, octal after
   * {@code 0}, otherwise decimal; 0 where there is none. Larger ones wrap.
   */
  public static long number(String text) {
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    int radix = hexadecimal ? 16 : text.startsWith("0") ? 8 : 10;
    long number = 0;
    for (int i = hexadecimal ? 2 : 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        break;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
