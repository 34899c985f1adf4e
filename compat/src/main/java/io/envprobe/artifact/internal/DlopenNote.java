package io.envprobe.artifact.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The names in a note that announces libraries for {@code dlopen}: a JSON array of objects with an
 * array {@code soname}. Source: https://systemd.io/ELF_DLOPEN_METADATA
 */
final class DlopenNote {
  private static final String KEY = "\"soname\"";

  private DlopenNote() {}

  static List<String> sonames(String json) {
    List<String> names = new ArrayList<>();
    for (int at = json.indexOf(KEY); at >= 0; at = json.indexOf(KEY, at + 1)) {
      int open = json.indexOf('[', at);
      int close = open < 0 ? -1 : json.indexOf(']', open);
      if (close < 0) {
        return names;
      }
      int quote = json.indexOf('"', open);
      while (quote >= 0 && quote < close) {
        int end = json.indexOf('"', quote + 1);
        if (end < 0 || end > close) {
          return names;
        }
        names.add(json.substring(quote + 1, end));
        quote = json.indexOf('"', end + 1);
      }
    }
    return names;
  }
}
