package io.envprobe.tag.matchspec;

import io.envprobe.version.CondaVersionSpec;
import io.envprobe.version.SyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads and writes match specifications. */
final class MatchSpecText {
  /** Fields that are compared with what a record states. */
  static final List<String> COMPARED =
      List.of(
          "subdir",
          "track_features",
          "features",
          "url",
          "fn",
          "md5",
          "sha256",
          "license",
          "license_family");

  private static final int LONGEST = 8192;

  private final String whole;

  private MatchSpecText(String whole) {
    this.whole = whole;
  }

  static CondaMatchSpec parse(String text) {
    return new MatchSpecText(text).read();
  }

  private SyntaxException error(int offset, int length, String reason, String hint) {
    return new SyntaxException(whole, offset, length, reason, hint);
  }

  private CondaMatchSpec read() {
    if (whole.length() > LONGEST) {
      throw error(0, LONGEST, "longer than " + LONGEST + " characters", "");
    }
    if (whole.endsWith("@")) {
      Map<String, String> feature = new LinkedHashMap<>();
      feature.put("name", "*");
      feature.put("track_features", whole.substring(0, whole.length() - 1));
      return new CondaMatchSpec(feature, Optional.empty());
    }
    int comment = whole.indexOf('#');
    String text = comment >= 0 ? whole.substring(0, comment) : whole;
    int conditional = text.indexOf(" if ");
    text = conditional >= 0 ? text.substring(0, conditional) : text;
    if (text.endsWith(".conda") || text.endsWith(".tar.bz2")) {
      return file(text);
    }
    Map<String, String> brackets = new LinkedHashMap<>();
    text = bracketed(text, brackets);
    text = withoutParentheses(text);
    int colon = text.lastIndexOf(':');
    int earlier = colon > 0 ? text.lastIndexOf(':', colon - 1) : -1;
    Optional<CondaChannel> channel =
        earlier > 0
            ? Optional.of(CondaChannel.of(text.substring(0, earlier).strip()))
            : Optional.empty();
    return build(text.substring(colon + 1), brackets, channel);
  }

  private CondaMatchSpec build(
      String text, Map<String, String> brackets, Optional<CondaChannel> outer) {
    int end = 0;
    while (end < text.length() && " =<>!~".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end == 0) {
      throw error(0, whole.length(), "there is no package name", "write NAME or NAME VERSION");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name(text.substring(0, end)));
    versionAndBuild(text.substring(end).strip(), fields);
    Optional<CondaChannel> channel = outer;
    Optional<String> subdir = outer.flatMap(CondaChannel::subdir);
    String named = brackets.remove("channel");
    if (named != null) {
      CondaChannel inner = CondaChannel.of(named);
      channel = Optional.of(inner.name().isEmpty() ? outer.orElse(inner) : inner);
      subdir = inner.subdir().isPresent() ? inner.subdir() : subdir;
    }
    String directory = brackets.remove("subdir");
    subdir = directory != null ? Optional.of(directory) : subdir;
    channel.filter(c -> !c.name().isEmpty()).ifPresent(c -> fields.put("channel", c.location()));
    subdir.ifPresent(value -> fields.put("subdir", value));
    brackets.remove("name");
    fields.putAll(brackets);
    String version = fields.get("version");
    if (version != null) {
      fields.put("version", normalized(version));
    }
    String features = fields.get("track_features");
    if (features != null) {
      fields.put("track_features", String.join(" ", CondaMatchSpec.features(features)));
    }
    return new CondaMatchSpec(fields, channel);
  }

  /** An address or path of a package file names everything. */
  private CondaMatchSpec file(String text) {
    String address = text.strip();
    int slash = address.lastIndexOf('/');
    String file = address.substring(slash + 1);
    String stem =
        file.substring(0, file.length() - (file.endsWith(".conda") ? 6 : ".tar.bz2".length()));
    int build = stem.lastIndexOf('-');
    int version = build > 0 ? stem.lastIndexOf('-', build - 1) : -1;
    Map<String, String> fields = new LinkedHashMap<>();
    CondaChannel channel = CondaChannel.of(slash > 0 ? address.substring(0, slash) : "");
    if (version <= 0 || channel.subdir().isEmpty()) {
      fields.put("name", "*");
      fields.put("fn", file);
      fields.put("url", address);
      return new CondaMatchSpec(fields, Optional.empty());
    }
    fields.put("name", stem.substring(0, version).toLowerCase(Locale.ROOT));
    fields.put("version", stem.substring(version + 1, build));
    fields.put("build", stem.substring(build + 1));
    fields.put("channel", channel.location());
    fields.put("subdir", channel.subdir().get());
    fields.put("fn", file);
    fields.put("url", address);
    return new CondaMatchSpec(fields, Optional.of(channel));
  }

  /**
   * Takes the last pair of brackets out; what is in it and is no {@code key=value} is passed by.
   */
  private String bracketed(String text, Map<String, String> fields) {
    int open = text.lastIndexOf('[');
    int close = text.lastIndexOf(']');
    // The last opening bracket that a closing one follows.
    while (open >= 0 && open > close) {
      open = text.lastIndexOf('[', open - 1);
    }
    if (open < 0) {
      return text;
    }
    new BracketFields(whole, text.substring(open + 1, close)).into(fields);
    return text.substring(0, open) + text.substring(close + 1);
  }

  private static String withoutParentheses(String text) {
    int close = text.lastIndexOf(')');
    int open = close < 0 ? -1 : text.lastIndexOf('(', close);
    return open < 0 ? text : text.substring(0, open) + text.substring(close + 1);
  }

  private String name(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.startsWith("^") && name.endsWith("$")) {
      TextMatch.parse(name);
      return name;
    }
    boolean separated = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '*';
      if (!word && (separated || (c != '-' && c != '.'))) {
        throw error(
            Math.max(0, whole.indexOf(text)) + i,
            1,
            "a package name has letters, digits and _, with single - and . between them",
            "");
      }
      separated = !word;
    }
    return name;
  }

  private void versionAndBuild(String text, Map<String, String> fields) {
    if (text.isEmpty()) {
      return;
    }
    int split = split(text);
    String version = (split < 0 ? text : text.substring(0, split)).replace(" ", "");
    Optional<String> build =
        split < 0 ? Optional.empty() : Optional.of(text.substring(split + 1).strip());
    if (version.startsWith("==") && version.length() > 2 && build.isEmpty()) {
      version = version.substring(2);
    } else if (version.startsWith("=") && version.length() > 1) {
      String rest = version.substring(1);
      if (rest.indexOf('=') < 0 && rest.indexOf(',') < 0 && rest.indexOf('|') < 0) {
        version = build.isEmpty() && !rest.endsWith("*") ? rest + "*" : rest;
      }
    }
    fields.put("version", version);
    build.ifPresent(value -> fields.put("build", value));
  }

  /** The first space or equals sign after which nothing but a build string can come. */
  private static int split(String text) {
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if ((c == ' ' || c == '=') && "=!|,<>~".indexOf(text.charAt(i - 1)) < 0) {
        boolean plain = true;
        for (int j = i + 1; j < text.length() && plain; j++) {
          plain = "-=,|<>~".indexOf(text.charAt(j)) < 0;
        }
        if (plain && !text.substring(i + 1).isBlank()) {
          return i;
        }
      }
    }
    return -1;
  }

  /** A version as conda keeps it: {@code 1.7*} is {@code 1.7.*}, and {@code ==1.7} alone is 1.7. */
  static String normalized(String version) {
    if (version.startsWith("==") && CondaVersionSpec.parse(version).isExact()) {
      return version.substring(2);
    }
    StringBuilder text = new StringBuilder();
    int start = 0;
    for (int i = 0; i <= version.length(); i++) {
      if (i == version.length() || ",|()".indexOf(version.charAt(i)) >= 0) {
        String leaf = version.substring(start, i);
        boolean prefix =
            leaf.length() > 1
                && leaf.endsWith("*")
                && leaf.indexOf('*') == leaf.length() - 1
                && !leaf.endsWith(".*")
                && "=<>!~^".indexOf(leaf.charAt(0)) < 0;
        text.append(prefix ? leaf.substring(0, leaf.length() - 1) + ".*" : leaf);
        text.append(i < version.length() ? version.substring(i, i + 1) : "");
        start = i + 1;
      }
    }
    return text.toString();
  }
}
