package io.envprobe.requirement.internal.toml;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text as TOML into the values of {@link Json}, in memory proportional to it. Numbers and
 * dates stay as they are written.
 *
 * @see <a href="https://toml.io/en/v1.0.0">TOML 1.0</a>
 */
public final class TomlReader {
  private static final int DEEPEST = 64;

  private final String text;
  private final Span source;
  private final TomlText cursor;
  private int depth;

  private TomlReader(String text, Span source) {
    this.text = text;
    this.source = source;
    this.cursor = new TomlText(text, source);
  }

  /**
   * The document that a text is.
   *
   * @param source names the text
   */
  public static Json.Members read(String text, Span source) throws RequirementException {
    return new TomlReader(text, source).document();
  }

  private Json.Members document() throws RequirementException {
    TomlTable root = new TomlTable(source.at(0, text.length()));
    TomlTable table = root;
    cursor.blank(true);
    while (!cursor.isEnd()) {
      if (cursor.isAt('[')) {
        table = header(root);
      } else {
        assignment(table);
      }
      cursor.lineEnd();
      cursor.blank(true);
    }
    return root.freeze();
  }

  private TomlTable header(TomlTable root) throws RequirementException {
    int start = cursor.at();
    cursor.next();
    boolean list = cursor.isAt('[');
    if (list) {
      cursor.next();
    }
    List<TomlText.Key> keys = keys();
    cursor.expect(']');
    if (list) {
      cursor.expect(']');
    }
    Span span = cursor.span(start);
    TomlTable table = root;
    for (int i = 0; i < keys.size() - 1; i++) {
      table = table.inner(keys.get(i), span, cursor);
    }
    TomlText.Key last = keys.get(keys.size() - 1);
    return list ? table.appended(last, span, cursor) : table.defined(last, span, cursor);
  }

  private void assignment(TomlTable into) throws RequirementException {
    List<TomlText.Key> keys = keys();
    cursor.expect('=');
    cursor.blank(false);
    TomlTable table = into;
    for (int i = 0; i < keys.size() - 1; i++) {
      table = table.dotted(keys.get(i), cursor);
    }
    TomlText.Key last = keys.get(keys.size() - 1);
    table.put(last, value(), cursor);
  }

  private List<TomlText.Key> keys() throws RequirementException {
    List<TomlText.Key> keys = new ArrayList<>();
    do {
      if (!keys.isEmpty()) {
        cursor.next();
      }
      cursor.blank(false);
      keys.add(cursor.key());
      cursor.blank(false);
      if (keys.size() > DEEPEST) {
        throw cursor.error("a key with more than " + DEEPEST + " parts");
      }
    } while (cursor.isAt('.'));
    return keys;
  }

  private Json value() throws RequirementException {
    int start = cursor.at();
    if (cursor.isEnd()) {
      throw cursor.error("expected a value");
    }
    return switch (text.charAt(start)) {
      case '"', '\'' -> cursor.string();
      case '[' -> items(start);
      case '{' -> table(start);
      default -> cursor.word();
    };
  }

  private void enter() throws RequirementException {
    if (++depth > DEEPEST) {
      throw cursor.error("it is nested deeper than " + DEEPEST + " levels");
    }
  }

  private Json items(int start) throws RequirementException {
    enter();
    List<Json> items = new ArrayList<>();
    cursor.next();
    cursor.blank(true);
    while (!cursor.isAt(']')) {
      items.add(value());
      cursor.blank(true);
      if (!cursor.isAt(']')) {
        cursor.expect(',');
        cursor.blank(true);
      }
    }
    cursor.next();
    depth--;
    return new Json.Items(items, cursor.span(start));
  }

  private Json table(int start) throws RequirementException {
    enter();
    TomlTable table = new TomlTable(cursor.span(start));
    cursor.next();
    cursor.blank(false);
    while (!cursor.isAt('}')) {
      assignment(table);
      cursor.blank(false);
      if (!cursor.isAt('}')) {
        cursor.expect(',');
        cursor.blank(false);
      }
    }
    cursor.next();
    depth--;
    return table.freeze();
  }
}
