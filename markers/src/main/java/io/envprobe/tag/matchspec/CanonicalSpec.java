package io.envprobe.tag.matchspec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes specifications as conda prints them. */
final class CanonicalSpec {
  /** Fields in the order in which conda prints them. */
  private static final List<String> PRINTED =
      List.of(
          "build_number",
          "track_features",
          "features",
          "url",
          "md5",
          "sha256",
          "license",
          "license_family",
          "fn",
          "extras",
          "flags",
          "when");

  private CanonicalSpec() {}

  static String of(Map<String, String> fields, Optional<CondaChannel> channel) {
    List<String> brackets = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String subdir = fields.get("subdir");
    String place = channel.map(CondaChannel::name).filter(n -> !n.equals("*")).orElse("");
    if (!place.isEmpty()) {
      text.append(place).append(subdir == null ? "" : "/" + subdir).append("::");
    } else if (subdir != null) {
      brackets.add("subdir=" + subdir);
    }
    text.append(fields.get("name"));
    boolean exact = version(fields.get("version"), fields.containsKey("build"), text, brackets);
    String build = fields.get("build");
    if (build != null) {
      if (hasAny(build, "><$^|,")) {
        brackets.add("build='" + build + "'");
      } else if (exact && !build.contains("*")) {
        text.append('=').append(build);
      } else {
        brackets.add("build=" + build);
      }
    }
    for (String field : PRINTED) {
      String value = fields.get(field);
      boolean file = fields.containsKey("url") && fields.containsKey("fn");
      if (value != null && !(file && (field.equals("url") || field.equals("fn")))) {
        brackets.add(field + "=" + printed(field, value));
      }
    }
    return brackets.isEmpty() ? text.toString() : text + "[" + String.join(",", brackets) + "]";
  }

  private static String printed(String field, String value) {
    if (field.equals("flags") || field.equals("extras")) {
      return "['" + value + "']";
    }
    return hasAny(value, ", =") ? "'" + value + "'" : value;
  }

  private static boolean version(
      @Nullable String version, boolean build, StringBuilder text, List<String> brackets) {
    if (version == null || version.equals("*")) {
      return false;
    }
    boolean operator = version.startsWith("!=") || version.startsWith("~=");
    if (hasAny(version, "><$^|,") || (operator && build)) {
      brackets.add("version='" + version + "'");
      return false;
    }
    if (operator) {
      text.append(version);
      return false;
    }
    if (version.endsWith("*")) {
      String stem = version.substring(0, version.length() - 1);
      text.append('=').append(stem.endsWith(".") ? stem.substring(0, stem.length() - 1) : stem);
      return false;
    }
    text.append(version.startsWith("==") ? "" : "==").append(version);
    return true;
  }

  private static boolean hasAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
