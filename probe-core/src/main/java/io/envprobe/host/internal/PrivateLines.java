package io.envprobe.host.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
    StringBuilder hidden = new StringBuilder(text.length());
    boolean found = false;
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int colon = text.indexOf(':', start);
      if (colon >= 0 && colon < end && isPrivate(text.substring(start, colon))) {
        hidden.append(text, start, colon + 1).append(' ').append(HIDDEN);
        found = true;
      } else {
        hidden.append(text, start, end);
      }
      if (newline >= 0) {
        hidden.append('\n');
      }
      start = end + 1;
    }
    return found ? hidden.toString().getBytes(StandardCharsets.ISO_8859_1) : content;
  }

  private static boolean isPrivate(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("serial") || lower.contains("uuid") || lower.contains("sequence code");
  }
}
