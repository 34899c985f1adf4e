package io.envprobe.blas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .pc} file. Immutable.
 *
 * <p>Format: lines {@code name=value} and {@code Name: value}, {@code ${name}} for a value, {@code
 * #} for a comment, a backslash at a line's end joins the next. Source:
 * https://people.freedesktop.org/~dbn/pkg-config-guide.html and pkg-config(1).
 *
 * @param path where it is
 * @param variables in order, expanded
 * @param fields in order, expanded
 */
public record PkgConfigFile(
    String path, Map<String, String> variables, Map<String, String> fields) {
  private static final int LONGEST = 1 << 16;

  public PkgConfigFile {
    variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Reads a file's text; what is neither a variable nor a field is passed over. */
  public static PkgConfigFile parse(String path, String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> fields = new LinkedHashMap<>();
    int slash = path.lastIndexOf('/');
    variables.put("pcfiledir", slash <= 0 ? "/" : path.substring(0, slash));
    for (String line : text.replace("\\\n", " ").split("\n", -1)) {
      String plain = line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'));
      int end = 0;
      while (end < plain.length() && isName(plain.charAt(end))) {
        end++;
      }
      String rest = plain.substring(end).stripLeading();
      if (end > 0 && rest.startsWith("=")) {
        variables.put(plain.substring(0, end), expand(rest.substring(1).strip(), variables));
      } else if (end > 0 && rest.startsWith(":")) {
        fields.put(plain.substring(0, end), expand(rest.substring(1).strip(), variables));
      }
    }
    return new PkgConfigFile(path, variables, fields);
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }

  /** A variable is known only after its line, so that values cannot refer to themselves. */
  private static String expand(String value, Map<String, String> variables) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < value.length() && expanded.length() < LONGEST) {
      int end = value.startsWith("${", at) ? value.indexOf('}', at) : -1;
      if (value.startsWith("$$", at)) {
        expanded.append('$');
        at += 2;
      } else if (end < 0) {
        expanded.append(value.charAt(at++));
      } else {
        expanded.append(variables.getOrDefault(value.substring(at + 2, end), ""));
        at = end + 1;
      }
    }
    return expanded.toString();
  }

  /** The name that it is asked for by: the file's, without {@code .pc}. */
  public String name() {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(".pc") ? file.substring(0, file.length() - 3) : file;
  }

  /** The version; empty where it states none. */
  public String version() {
    return fields.getOrDefault("Version", "");
  }

  /** The directories that it has libraries searched in ({@code -L}). */
  public List<String> libraryDirectories() {
    return options("Libs", "-L");
  }

  /** The libraries that it has linked ({@code -l}). */
  public List<String> libraries() {
    return options("Libs", "-l");
  }

  /** What it says that names get added; both parts empty where it says nothing. */
  public Affix claimedAffix() {
    return new Affix(definition("BLAS_SYMBOL_PREFIX"), definition("BLAS_SYMBOL_SUFFIX"));
  }

  /** Whether it says that integers have 64 bits. */
  public boolean claimsWide() {
    return words("Cflags").contains("-DHAVE_BLAS_ILP64")
        || words("Cflags").contains("-DOPENBLAS_USE64BITINT")
        || words("Cflags").contains("-DMKL_ILP64")
        || words("Cflags").contains("-DOPENBLAS_ILP64_NAMING_SCHEME");
  }

  private String definition(String macro) {
    for (String word : words("Cflags")) {
      if (word.startsWith("-D" + macro + "=")) {
        return word.substring(macro.length() + 3);
      }
    }
    return "";
  }

  private List<String> options(String field, String option) {
    List<String> values = new ArrayList<>();
    for (String word : words(field)) {
      if (word.startsWith(option) && word.length() > option.length()) {
        values.add(word.substring(option.length()));
      }
    }
    return values;
  }

  /** The words of a field. */
  public List<String> words(String field) {
    List<String> words = new ArrayList<>();
    for (String word : fields.getOrDefault(field, "").split("\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
