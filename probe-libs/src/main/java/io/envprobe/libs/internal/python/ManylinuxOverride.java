package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.List;

/**
 * What a module {@code _manylinux} on an interpreter's path says: it overrules the C library.
 *
 * <p>Source: PEP 513, PEP 600, https://peps.python.org/pep-0600/#package-installers. The module is
 * code; only assignments of a constant, and a function whose only statement returns one, are
 * understood. Everything else is a value not known.
 */
final class ManylinuxOverride {
  private static final String FILE = "_manylinux.py";
  private static final String FUNCTION = "manylinux_compatible";
  private static final String[] NAMES = {
    "manylinux1_compatible", "manylinux2010_compatible", "manylinux2014_compatible"
  };

  private ManylinuxOverride() {}

  /** Looks in the directories that the interpreter searches, in their order. */
  static Reading<String> in(Host host, List<String> directories, List<Evidence> evidence) {
    for (String directory : directories) {
      String path = HostPath.in(directory, FILE);
      Outcome<String> outcome = host.text(path);
      if (outcome instanceof Outcome.Answer<String> text) {
        String said = parse(text.value());
        evidence.add(Evidence.file(path, said));
        return Reading.present(said);
      }
      Outcome.Failure<String> failure = (Outcome.Failure<String>) outcome;
      if (!failure.isNotFound()) {
        return Reading.unknown(failure.kind().cause(), failure.detail());
      }
    }
    return Reading.absent();
  }

  /** The attributes, {@code name=value} with blanks between; empty where it sets none. */
  static String parse(String text) {
    StringBuilder said = new StringBuilder();
    for (String name : NAMES) {
      String value = assigned(text, name);
      if (!value.isEmpty()) {
        said.append(said.isEmpty() ? "" : " ").append(name).append('=').append(value);
      }
    }
    String returned = returned(text);
    if (!returned.isEmpty()) {
      said.append(said.isEmpty() ? "" : " ").append(FUNCTION).append('=').append(returned);
    }
    return said.toString();
  }

  private static String assigned(String text, String name) {
    String value = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(name)) {
        String rest = line.substring(name.length()).strip();
        if (rest.startsWith("=") && !rest.startsWith("==")) {
          value = constant(rest.substring(1));
        }
      } else if (line.contains(name)) {
        value = "unknown";
      }
    }
    return value;
  }

  private static String returned(String text) {
    String value = "";
    boolean inside = false;
    int statements = 0;
    for (String line : text.split("\n", -1)) {
      String statement = line.strip();
      if (line.startsWith("def " + FUNCTION)) {
        inside = true;
        statements = 0;
        value = "unknown";
      } else if (inside && !statement.isEmpty() && !statement.startsWith("#")) {
        boolean indented = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (!indented) {
          inside = false;
        } else {
          // What follows a first statement that returns is never reached.
          if (statements++ == 0 && statement.startsWith("return")) {
            value = constant(statement.substring(6));
          }
        }
      } else if (!inside && value.isEmpty() && line.contains(FUNCTION)) {
        value = "unknown";
      }
    }
    return value;
  }

  private static String constant(String expression) {
    int comment = expression.indexOf('#');
    String value = (comment < 0 ? expression : expression.substring(0, comment)).strip();
    return switch (value) {
      case "True", "False", "None" -> value;
      default -> "unknown";
    };
  }
}
