package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of {@code pnpm-lock.yaml} and of yarn's {@code yarn.lock} that tell of platforms: a
 * package's name two or no columns in, and below it {@code os: [linux]} or {@code conditions:
 * os=linux & cpu=x64}. Both files are written by programs, in one form; the rest of them is passed
 * over.
 *
 * @see <a href="https://github.com/pnpm/spec/blob/master/lockfile/9.0.md">pnpm's lock</a>
 * @see <a href="https://yarnpkg.com/advanced/lexicon">yarn's</a>
 */
final class LockLines {
  private final String text;
  private final Span source;
  private final NpmPackages packages = new NpmPackages();
  private String subject = "";
  private Span place;
  private Map<String, Condition> fields = new HashMap<>();

  private LockLines(String text, Span source) {
    this.text = text;
    this.source = source;
    this.place = source;
  }

  /** What a lock asks. */
  static Condition condition(String text, Span source) throws RequirementException {
    LockLines lines = new LockLines(text, source);
    lines.read();
    return lines.packages.condition(source);
  }

  private void read() throws RequirementException {
    int at = 0;
    int number = 0;
    boolean any = false;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int stop = end < 0 ? text.length() : end;
      String line = text.substring(at, stop).stripTrailing();
      String bare = line.strip();
      number++;
      if (line.indexOf('\0') >= 0) {
        throw error(at + line.indexOf('\0'), 1, "line " + number + " is no text");
      }
      if (!bare.isEmpty() && !bare.startsWith("#")) {
        any = true;
        int indent = line.length() - line.stripLeading().length();
        if (indent <= 2 && bare.endsWith(":")) {
          close();
          subject = name(bare.substring(0, bare.length() - 1));
          place = source.at(at + indent, bare.length());
        } else {
          field(bare, at + indent);
        }
      }
      at = stop + 1;
    }
    close();
    if (!any) {
      throw error(0, 0, "the lock is empty");
    }
  }

  private void field(String line, int start) throws RequirementException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    String key = line.substring(0, colon).strip();
    String value = line.substring(colon + 1).strip();
    Span span = source.at(start, line.length());
    if (key.equals("conditions")) {
      for (String condition : value.replace("\"", "").split("[&|() ]+", -1)) {
        int sign = condition.indexOf('=');
        if (sign > 0) {
          add(condition.substring(0, sign), List.of(condition.substring(sign + 1)), span);
        }
      }
    } else if (NpmFieldDemand.FIELDS.contains(key)) {
      if (!value.startsWith("[") || !value.endsWith("]")) {
        throw error(start, line.length(), "expected a list in brackets after " + key);
      }
      List<String> wanted = new ArrayList<>();
      for (String word : value.substring(1, value.length() - 1).split(",", -1)) {
        String plain = word.strip().replace("'", "").replace("\"", "");
        if (!plain.isEmpty()) {
          wanted.add(plain);
        }
      }
      add(key, wanted, span);
    }
  }

  private void add(String field, List<String> wanted, Span span) {
    if (NpmFieldDemand.FIELDS.contains(field)) {
      fields.put(field, Condition.of(new NpmFieldDemand(field, wanted, subject), span));
    }
  }

  /**
   * Who asks for a package is not read, so every one may be left out, as yarn does; pnpm stops only
   * where the engine is strict.
   */
  private void close() {
    if (!fields.isEmpty()) {
      packages.put(
          subject,
          new NpmPackages.Entry(subject, List.copyOf(fields.values()), true, Set.of(), place));
    }
    fields = new HashMap<>();
  }

  private static String name(String key) {
    String plain = key.replace("'", "").replace("\"", "");
    return plain.startsWith("/") ? plain.substring(1) : plain;
  }

  private RequirementException error(int offset, int length, String reason) {
    return RequirementException.in(text, source.at(offset, length), reason, "");
  }
}
