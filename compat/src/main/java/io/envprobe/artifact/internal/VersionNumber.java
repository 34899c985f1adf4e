package io.envprobe.artifact.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions that are numbers with dots, as in version nodes and policies. */
final class VersionNumber {
  private VersionNumber() {}

  /** Whether the text is numbers with dots between, each short enough for an int. */
  static boolean isNumeric(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next >= '0' && next <= '9') {
        digits++;
      } else if (next == '.' && digits > 0) {
        digits = 0;
      } else {
        return false;
      }
      if (digits > 9) {
        return false;
      }
    }
    return digits > 0;
  }

  /** The order of two versions for which {@link #isNumeric} holds; 2.2 is below 2.2.0. */
  static int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int endLeft = end(left, i);
      int endRight = end(right, j);
      int order =
          Integer.compare(
              Integer.parseInt(left, i, endLeft, 10), Integer.parseInt(right, j, endRight, 10));
      if (order != 0) {
        return order;
      }
      i = endLeft + 1;
      j = endRight + 1;
    }
    return Boolean.compare(i < left.length(), j < right.length());
  }

  /** The first two numbers. */
  static String majorMinor(String version) {
    int dot = end(version, 0);
    return dot == version.length() ? version + ".0" : version.substring(0, end(version, dot + 1));
  }

  /** Of the nodes with one prefix and a number the highest, and all others; in order. */
  static List<String> highest(List<String> nodes) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String node : nodes) {
      Optional<String> version = ofNode(node);
      String key = version.isPresent() ? node.substring(0, node.indexOf('_')) : node;
      String known = kept.get(key);
      if (known == null
          || version.isEmpty()
          || compare(version.get(), ofNode(known).orElse("0")) > 0) {
        kept.put(key, node);
      }
    }
    return List.copyOf(kept.values());
  }

  /** What follows the first underscore of a node's name, where that is a version. */
  static Optional<String> ofNode(String node) {
    int at = node.indexOf('_');
    return at > 0 && isNumeric(node.substring(at + 1))
        ? Optional.of(node.substring(at + 1))
        : Optional.empty();
  }

  private static int end(String version, int from) {
    int dot = version.indexOf('.', from);
    return dot < 0 ? version.length() : dot;
  }
}
