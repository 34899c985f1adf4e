package io.envprobe.tag.variant.provider;

import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a static list of supported properties in the form that {@link VariantLock} writes and uv's
 * prototype reads: tables {@code [[provider]]} with a {@code namespace}, and their properties as a
 * table {@code [provider.properties]} or in braces. Other keys are passed over.
 */
public final class VariantLists {
  private final String text;
  private final Map<String, NamespaceSupport> lists = new LinkedHashMap<>();
  private final List<FeatureSupport> features = new ArrayList<>();
  private String namespace = "";
  private boolean inProvider;
  private boolean inProperties;
  private int at;

  private VariantLists(String text) {
    this.text = text;
  }

  /**
   * The lists, by namespace.
   *
   * @throws SyntaxException where the text is not of that form
   */
  public static Map<String, NamespaceSupport> parse(String text) {
    VariantLists reader = new VariantLists(text);
    reader.read();
    return reader.lists;
  }

  private void read() {
    while (skipBlank(true)) {
      if (text.charAt(at) == '[') {
        header();
      } else {
        assignment();
      }
    }
    finish();
  }

  private void header() {
    int end = text.indexOf('\n', at);
    String header = text.substring(at, end < 0 ? text.length() : end).strip();
    inProperties = header.equals("[provider.properties]");
    if (!inProperties) {
      finish();
      inProvider = header.equals("[[provider]]");
    }
    at += header.length();
  }

  private void finish() {
    if (!namespace.isEmpty() && !features.isEmpty()) {
      try {
        lists.put(namespace, new NamespaceSupport(namespace, features));
      } catch (IllegalArgumentException e) {
        throw error(String.valueOf(e.getMessage()));
      }
    }
    namespace = "";
    features.clear();
  }

  private void assignment() {
    String key = key();
    if (inProvider && inProperties) {
      feature(key);
    } else if (inProvider && key.equals("namespace")) {
      namespace = string();
    } else if (inProvider && key.equals("properties")) {
      expect('{');
      while (skipBlank(true) && text.charAt(at) != '}') {
        feature(key());
        skipBlank(true);
        if (at < text.length() && text.charAt(at) == ',') {
          at++;
        }
      }
      expect('}');
    } else {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    }
  }

  private void feature(String name) {
    List<String> values = strings();
    if (values.isEmpty()) {
      return;
    }
    try {
      features.add(FeatureSupport.several(name, values));
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private String key() {
    int from = at;
    while (at < text.length() && isKey(text.charAt(at))) {
      at++;
    }
    String key = text.substring(from, at);
    if (key.isEmpty()) {
      throw error("a key or a table expected");
    }
    expect('=');
    skipBlank(false);
    return key;
  }

  private static boolean isKey(char c) {
    return c == '_'
        || c == '-'
        || (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z');
  }

  private List<String> strings() {
    List<String> values = new ArrayList<>();
    expect('[');
    while (skipBlank(true) && text.charAt(at) != ']') {
      values.add(string());
      skipBlank(true);
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
    }
    expect(']');
    return values;
  }

  private String string() {
    char quote = at < text.length() ? text.charAt(at) : ' ';
    int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) {
      throw error("a text in quotes expected");
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private void expect(char wanted) {
    if (!skipBlank(false) || text.charAt(at) != wanted) {
      throw error("'" + wanted + "' expected");
    }
    at++;
  }

  /** Goes to what comes next; false at the end. */
  private boolean skipBlank(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' && lines) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private SyntaxException error(String reason) {
    int place = Math.min(at, text.length());
    return new SyntaxException(text, place, place < text.length() ? 1 : 0, reason, "");
  }
}
