package io.envprobe.version;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version in conda's order; see <a href="https://conda.org/learn/ceps/cep-0033/">CEP 33</a>.
 *
 * <p>Each dotted component is a list of runs: numbers and texts. {@code dev} sorts before every
 * other text, texts before numbers, {@code post} after all numbers, and what is missing counts as
 * zero. Immutable and thread-safe.
 */
public final class CondaVersion implements Version {
  private static final String HINT = "a conda version looks like 1.2.3, 1!2.0rc1 or 1.0+local";
  // Upper case sorts before the lower case that all other texts are in.
  private static final String DEV = "DEV";
  private static final String POST = "\uffff";
  private static final String ZERO = "0";

  private final String text;
  private final List<List<String>> components;
  private final List<List<String>> local;

  private CondaVersion(String text, List<List<String>> components, List<List<String>> local) {
    this.text = text;
    this.components = components;
    this.local = local;
  }

  /**
   * Reads a version.
   *
   * @throws SyntaxException where the text is not a version
   */
  public static CondaVersion parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!isValid(lower) && lower.indexOf('_') < 0) {
      lower = lower.replace('-', '_');
    }
    if (lower.isEmpty() || !isValid(lower)) {
      throw error(text, lower.isEmpty() ? "the version is empty" : "an invalid character");
    }
    String epoch = ZERO;
    String rest = lower;
    int mark = lower.indexOf('!');
    if (mark >= 0) {
      epoch = lower.substring(0, mark);
      rest = lower.substring(mark + 1);
      if (epoch.isEmpty() || !Pep440Parser.isNumber(epoch) || rest.indexOf('!') >= 0) {
        throw error(text, "the epoch is not one number");
      }
    }
    int plus = rest.indexOf('+');
    String main = plus < 0 ? rest : rest.substring(0, plus);
    if (main.isEmpty() || (plus >= 0 && rest.indexOf('+', plus + 1) >= 0)) {
      throw error(text, main.isEmpty() ? "the version is empty" : "more than one local part");
    }
    // A trailing underscore belongs to the last component: openssl's 1.0.1_ is below 1.0.1a.
    boolean trailing = main.endsWith("_");
    List<List<String>> components = new ArrayList<>();
    components.add(List.of(Pep440Parser.withoutZeros(epoch)));
    split(text, trailing ? main.substring(0, main.length() - 1) : main, trailing, components);
    List<List<String>> local = new ArrayList<>();
    if (plus >= 0) {
      split(text, rest.substring(plus + 1), false, local);
    }
    return new CondaVersion(lower, List.copyOf(components), List.copyOf(local));
  }

  private static SyntaxException error(String text, String reason) {
    return new SyntaxException(text, 0, text.length(), "not a conda version: " + reason, HINT);
  }

  private static boolean isValid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && !Pep440Parser.isDigit(c) && "*.+!_".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void split(
      String whole, String part, boolean trailing, List<List<String>> components) {
    int from = 0;
    while (from <= part.length()) {
      int to = from;
      while (to < part.length() && part.charAt(to) != '.' && part.charAt(to) != '_') {
        to++;
      }
      String component = part.substring(from, to);
      if (trailing && to == part.length()) {
        component += "_";
      }
      if (component.isEmpty()) {
        throw error(whole, "an empty component");
      }
      components.add(runs(component));
      from = to + 1;
    }
  }

  private static List<String> runs(String component) {
    List<String> runs = new ArrayList<>(2);
    if (!Pep440Parser.isDigit(component.charAt(0))) {
      runs.add(ZERO);
    }
    int from = 0;
    while (from < component.length()) {
      int kind = kind(component.charAt(from));
      int to = from;
      while (to < component.length() && kind(component.charAt(to)) == kind) {
        to++;
      }
      String run = component.substring(from, to);
      runs.add(
          kind == 0
              ? Pep440Parser.withoutZeros(run)
              : run.equals("post") ? POST : run.equals("dev") ? DEV : run);
      from = to;
    }
    return List.copyOf(runs);
  }

  private static int kind(char c) {
    return Pep440Parser.isDigit(c) ? 0 : c == '*' ? 1 : 2;
  }

  @Override
  public VersionScheme scheme() {
    return VersionSchemes.CONDA;
  }

  @Override
  public String normalized() {
    return text;
  }

  @Override
  public Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("version", display(components));
    if (!local.isEmpty()) {
      parts.put("local", display(local));
    }
    return parts;
  }

  private static List<String> display(List<List<String>> components) {
    List<String> shown = new ArrayList<>();
    for (List<String> runs : components) {
      List<String> names = new ArrayList<>();
      runs.forEach(run -> names.add(run.equals(DEV) ? "<dev>" : run.equals(POST) ? "<post>" : run));
      shown.add(String.join(" ", names));
    }
    return shown;
  }

  @Override
  public int compareTo(Version other) {
    if (!(other instanceof CondaVersion that)) {
      throw VersionSchemes.mixed(this, other);
    }
    int order = compare(components, that.components);
    return order != 0 ? order : compare(local, that.local);
  }

  private static int compare(List<List<String>> left, List<List<String>> right) {
    int length = Math.max(left.size(), right.size());
    for (int i = 0; i < length; i++) {
      int order =
          compareRuns(
              i < left.size() ? left.get(i) : List.of(),
              i < right.size() ? right.get(i) : List.of());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareRuns(List<String> left, List<String> right) {
    int length = Math.max(left.size(), right.size());
    for (int i = 0; i < length; i++) {
      int order = compareRun(run(left, i), run(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String run(List<String> runs, int i) {
    return i < runs.size() ? runs.get(i) : ZERO;
  }

  private static int compareRun(String left, String right) {
    boolean leftText = isText(left);
    boolean rightText = isText(right);
    if (leftText != rightText) {
      return leftText ? -1 : 1;
    }
    if (leftText) {
      return left.compareTo(right);
    }
    if (left.equals(POST) || right.equals(POST)) {
      return Boolean.compare(left.equals(POST), right.equals(POST));
    }
    return Pep440Version.compareDigits(left, right);
  }

  private static boolean isText(String run) {
    return !Pep440Parser.isDigit(run.charAt(0)) && !run.equals(POST);
  }

  /** Whether this version begins with the other, the last text of which may be cut short. */
  public boolean startsWith(CondaVersion prefix) {
    List<List<String>> mine = components;
    List<List<String>> other = prefix.components;
    if (!prefix.local.isEmpty()) {
      if (compare(components, prefix.components) != 0) {
        return false;
      }
      mine = local;
      other = prefix.local;
    }
    int last = other.size() - 1;
    if (compare(mine.subList(0, Math.min(last, mine.size())), other.subList(0, last)) != 0) {
      return false;
    }
    List<String> myRuns = last < mine.size() ? mine.get(last) : List.of();
    List<String> otherRuns = other.get(last);
    int lastRun = otherRuns.size() - 1;
    if (compareRuns(
            myRuns.subList(0, Math.min(lastRun, myRuns.size())), otherRuns.subList(0, lastRun))
        != 0) {
      return false;
    }
    String myRun = run(myRuns, lastRun);
    String otherRun = otherRuns.get(lastRun);
    return isText(otherRun)
        ? isText(myRun) && myRun.startsWith(otherRun)
        : compareRun(myRun, otherRun) == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CondaVersion that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    // Missing components count as zero, so only the leading ones tell equal versions from others.
    return components.get(0).hashCode() * 31 + components.get(1).get(0).hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
