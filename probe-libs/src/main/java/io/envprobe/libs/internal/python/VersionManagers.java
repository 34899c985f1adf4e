package io.envprobe.libs.internal.python;

import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.List;

/**
 * What the shims of pyenv, asdf and mise lead to, by the files and variables that those read.
 *
 * <p>Sources: https://github.com/pyenv/pyenv#understanding-python-version-selection,
 * https://asdf-vm.com/manage/configuration.html, https://mise.jdx.dev/configuration.html.
 */
final class VersionManagers {
  private static final int PARENTS = 64;
  private static final String SYSTEM = "system";

  private final Host host;

  VersionManagers(Host host) {
    this.host = host;
  }

  /** What a script leads to; undecided where it belongs to no manager known here. */
  Choice behindScript(String path, String text, String via) {
    String directory = HostPath.parent(path);
    String program = HostPath.name(path);
    boolean shim = HostPath.name(directory).equals("shims");
    if (shim && text.contains("pyenv")) {
      String root = HostPath.parent(directory);
      return choose("pyenv", root + "/versions", pyenvVersions(root), program, via);
    }
    if (text.contains("asdf exec") || (shim && text.contains("asdf"))) {
      return choose(
          "asdf",
          variable("ASDF_DATA_DIR", "~/.asdf") + "/installs/python",
          toolVersions("ASDF_PYTHON_VERSION"),
          program,
          via);
    }
    return new Choice.Undecided(
        UnknownCause.UNSUPPORTED, path + " is a script that files do not explain");
  }

  /** What a program that is no interpreter leads to when it is called by an interpreter's name. */
  Choice behindProgram(String path, String realName, String via) {
    if (realName.equals("mise") || realName.equals("rtx") || realName.equals("asdf")) {
      boolean asdf = realName.equals("asdf");
      String root =
          asdf
              ? variable("ASDF_DATA_DIR", "~/.asdf")
              : variable("MISE_DATA_DIR", "~/.local/share/mise");
      return choose(
          realName,
          root + "/installs/python",
          toolVersions(asdf ? "ASDF_PYTHON_VERSION" : "MISE_PYTHON_VERSION"),
          HostPath.name(path),
          via);
    }
    return new Choice.Undecided(
        UnknownCause.UNSUPPORTED,
        path + " is the program " + realName + ", and files do not tell what that would start");
  }

  private Choice choose(
      String manager, String installations, List<String> versions, String program, String via) {
    if (versions.isEmpty()) {
      return new Choice.Undecided(
          UnknownCause.UNSUPPORTED, "no file tells which version " + manager + " would start");
    }
    for (String version : versions) {
      if (version.equals(SYSTEM)) {
        return new Choice.None("");
      }
      String candidate = installations + "/" + installed(installations, version);
      String path = candidate + "/bin/" + program;
      if (host.status(path) instanceof Outcome.Answer<?>) {
        return new Choice.Found(path, via + ", " + manager);
      }
    }
    return new Choice.None(
        manager
            + " is told to start "
            + String.join(" or ", versions)
            + ", which has no "
            + program);
  }

  /** A version as it is installed: of {@code 3.12}, the highest {@code 3.12.N}. */
  private String installed(String installations, String version) {
    if (host.status(installations + "/" + version) instanceof Outcome.Answer<?>
        || !(host.list(installations) instanceof Outcome.Answer<List<String>> names)) {
      return version;
    }
    String best = version;
    int highest = -1;
    for (String name : names.value()) {
      if (name.startsWith(version + ".")) {
        int last = number(name.substring(version.length() + 1));
        if (last > highest) {
          highest = last;
          best = name;
        }
      }
    }
    return best;
  }

  private static int number(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i > 5) {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return digits.isEmpty() ? -1 : number;
  }

  private List<String> pyenvVersions(String root) {
    if (host.variable("PYENV_VERSION") instanceof Outcome.Answer<String> chosen
        && !chosen.value().isEmpty()) {
      return words(chosen.value().replace(':', ' '));
    }
    String start = variable("PYENV_DIR", variable("PWD", ""));
    for (String directory : upward(start)) {
      if (host.text(HostPath.in(directory, ".python-version"))
          instanceof Outcome.Answer<String> t) {
        List<String> versions = lines(t.value());
        if (!versions.isEmpty()) {
          return versions;
        }
      }
    }
    if (host.text(root + "/version") instanceof Outcome.Answer<String> global) {
      List<String> versions = lines(global.value());
      if (!versions.isEmpty()) {
        return versions;
      }
    }
    return List.of(SYSTEM);
  }

  private List<String> toolVersions(String variable) {
    if (host.variable(variable) instanceof Outcome.Answer<String> chosen
        && !chosen.value().isEmpty()) {
      return words(chosen.value());
    }
    List<String> directories = upward(variable("PWD", ""));
    directories.add("~");
    for (String directory : directories) {
      if (host.text(HostPath.in(directory, ".tool-versions"))
          instanceof Outcome.Answer<String> text) {
        for (String line : text.value().split("\n", -1)) {
          List<String> words = words(line);
          if (words.size() > 1 && words.get(0).equals("python")) {
            return words.subList(1, words.size());
          }
        }
      }
    }
    return List.of();
  }

  private static List<String> upward(String directory) {
    List<String> directories = new ArrayList<>();
    if (HostPath.isAbsolute(directory)) {
      String at = directory;
      while (directories.size() < PARENTS) {
        directories.add(at);
        if (at.equals("/") || at.equals("~")) {
          break;
        }
        at = at.startsWith("~") && at.lastIndexOf('/') <= 0 ? "~" : HostPath.parent(at);
      }
    }
    return directories;
  }

  private static List<String> lines(String text) {
    List<String> versions = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      for (String word : words(line)) {
        versions.add(word.startsWith("python-") ? word.substring(7) : word);
      }
    }
    return versions;
  }

  /** Words up to a {@code #}. */
  private static List<String> words(String line) {
    int comment = line.indexOf('#');
    String text = comment < 0 ? line : line.substring(0, comment);
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || text.charAt(i) <= ' ';
      if (!blank && start < 0) {
        start = i;
      } else if (blank && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private String variable(String name, String otherwise) {
    return host.variable(name) instanceof Outcome.Answer<String> answer && !answer.value().isEmpty()
        ? answer.value()
        : otherwise;
  }
}
