package io.envprobe.probe;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Facts that the user states in a file: {@code user.NAME}, one a line as {@code NAME = VALUE} or,
 * for a set, {@code NAME = VALUE, VALUE}; {@code #} begins a comment line.
 *
 * <p>The file is {@code envprobe/features} in the user's configuration directory: {@code
 * XDG_CONFIG_HOME}, otherwise {@code ~/.config}; {@code %APPDATA%} on Windows. The facts have the
 * origin {@link Origin#DECLARED}.
 */
public final class UserFeatures {
  /** What every name of such a fact begins with. */
  public static final String PREFIX = "user.";

  private UserFeatures() {}

  /** The facts of the file; none where there is no such file. */
  public static Profile read(Host host) {
    String path = directory(host) + "/envprobe/features";
    return host.text(path)
        .fold(
            answer -> parse(answer.value(), path),
            failure ->
                failure.kind() == FailureKind.NOT_FOUND
                    ? Profile.EMPTY
                    : new Profile(List.of(), List.of(finding(path, failure.detail())), Map.of()));
  }

  private static String directory(Host host) {
    Outcome<String> configured = host.variable("XDG_CONFIG_HOME");
    if (configured.answer().filter(text -> !text.isEmpty()).isPresent()) {
      return configured.answer().orElseThrow();
    }
    return host.variable("APPDATA").answer().orElse("~/.config");
  }

  static Profile parse(String text, String path) {
    List<Fact<?>> facts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : line.substring(0, equals).strip();
      if (!isName(name)) {
        findings.add(finding(path + ":" + (i + 1), "this line is not NAME = VALUE: " + line));
        continue;
      }
      facts.add(
          declared(
              PREFIX + name,
              line.substring(equals + 1).strip(),
              Evidence.file(path + ":" + (i + 1), line)));
    }
    return new Profile(facts, findings, Map.of());
  }

  /**
   * A declared fact of the user's own: a set where the value has commas, otherwise a text; absent
   * where it is empty.
   */
  public static Fact<?> declared(String key, String value, Evidence evidence) {
    if (value.isEmpty()) {
      return new Fact<>(
          FactKey.foreign(key, FactType.TEXT),
          Reading.absent(),
          Origin.DECLARED,
          List.of(evidence));
    }
    if (value.indexOf(',') < 0) {
      return new Fact<>(
          FactKey.foreign(key, FactType.TEXT),
          Reading.present(value),
          Origin.DECLARED,
          List.of(evidence));
    }
    return new Fact<>(
        FactKey.foreign(key, FactType.SET),
        Reading.present(items(value)),
        Origin.DECLARED,
        List.of(evidence));
  }

  /** The items of a list with commas, without blanks around them; empty ones are left out. */
  public static List<String> items(String value) {
    List<String> items = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c == '_' || (c >= 'a' && c <= 'z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static Finding finding(String path, String detail) {
    return new Finding(
        "user.features",
        Severity.WARNING,
        detail,
        path,
        List.of(Evidence.file(path, "")),
        "correct the line");
  }
}
