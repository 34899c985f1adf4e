package io.envprobe.host.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Takes identities out of the kernel's texts about processors and devices: the serial number in
 * {@code /proc/cpuinfo} of small boards, the UUID of a graphics processor.
 */
public final class PrivateLines {
  private static final String HIDDEN = "hidden";

  private PrivateLines() {}

  /** Whether a file may hold such lines. */
  public static boolean mayBeIn(String path) {
    return path.equals("/proc/cpuinfo")
        || path.equals("/proc/sysinfo")
        || path.startsWith("/proc/driver/nvidia/");
  }

  /**
   * The text with the values of {@code Serial: …}, {@code GPU UUID: …} and the like replaced; a
   * text without them is returned as it is.
   */
  public static byte[] hide(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    StringBuilder hidden = new StringBuilder();
    Set<String> harmless = new HashSet<>(); // Each processor has the same names.
    int copied = 0;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int colon = text.indexOf(':', start);
      String name = colon >= 0 && colon < end ? text.substring(start, colon) : "";
      if (!harmless.contains(name)) {
        if (isPrivate(name)) {
          hidden.append(text, copied, colon + 1).append(' ').append(HIDDEN);
          copied = end;
        } else {
          harmless.add(name);
        }
      }
      start = end + 1;
    }
    return copied == 0
        ? content
        : hidden
            .append(text, copied, text.length())
            .toString()
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isPrivate(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("serial") || lower.contains("uuid") || lower.contains("sequence code");
  }
}
