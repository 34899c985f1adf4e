package io.envprobe.libs.internal.python;

import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.nio.charset.StandardCharsets;

/**
 * Tells real interpreters from what merely starts one: the shims of version managers, wrapper
 * scripts. Those are resolved by reading the files that they would read, never by running them.
 */
final class Launchers {
  private static final int HEAD = 4096;
  private static final int DEPTH = 4;

  private final Host host;
  private final VersionManagers managers;

  Launchers(Host host) {
    this.host = host;
    this.managers = new VersionManagers(host);
  }

  /**
   * What running a path would run. The reason of {@link Choice.None} is empty where simply nothing
   * is there.
   */
  Choice resolve(String path, String via) {
    return resolve(path, via, 0);
  }

  private Choice resolve(String path, String via, int depth) {
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return failed(failure);
    }
    FileStatus file = ((Outcome.Answer<FileStatus>) status).value();
    if (!file.isFile()) {
      return new Choice.None("");
    }
    if (!file.executable()) {
      return new Choice.None(path + " is not executable");
    }
    Outcome<byte[]> read = host.range(path, 0, HEAD);
    if (read instanceof Outcome.Failure<byte[]> failure) {
      return failed(failure);
    }
    byte[] head = ((Outcome.Answer<byte[]>) read).value();
    if (head.length > 2 && head[0] == '#' && head[1] == '!') {
      return script(path, new String(head, StandardCharsets.UTF_8), via, depth);
    }
    if (!isNative(head)) {
      return new Choice.None(path + " is neither a program nor a script");
    }
    String real =
        host.realPath(path) instanceof Outcome.Answer<String> answer ? answer.value() : path;
    return InterpreterName.parse(HostPath.name(real)).isPresent()
        ? new Choice.Found(path, via)
        : managers.behindProgram(path, HostPath.name(real), via);
  }

  private Choice script(String path, String text, String via, int depth) {
    if (depth == DEPTH) {
      return new Choice.Undecided(
          UnknownCause.UNSUPPORTED, path + " starts a script that starts a script, and so on");
    }
    Choice managed = managers.behindScript(path, text, via);
    if (managed instanceof Choice.Found found) {
      return resolve(found.path(), found.via(), depth + 1);
    }
    if (!(managed instanceof Choice.Undecided)) {
      return managed;
    }
    String target = execTarget(text);
    return target.isEmpty() ? managed : resolve(target, via, depth + 1);
  }

  /**
   * The program that a script of the shell ends with, where it is named by an absolute path: {@code
   * exec -a "$0" "/opt/python/bin/python3" "$@"}.
   */
  static String execTarget(String script) {
    String target = "";
    int start = 0;
    while (start < script.length()) {
      int end = script.indexOf('\n', start);
      if (end < 0) {
        end = script.length();
      }
      String line = script.substring(start, end).strip();
      if (line.startsWith("exec ")) {
        target = firstPath(line);
      }
      start = end + 1;
    }
    return target;
  }

  private static String firstPath(String line) {
    int start = 0;
    while (start < line.length()) {
      int end = line.indexOf(' ', start);
      if (end < 0) {
        end = line.length();
      }
      String word = unquoted(line.substring(start, end));
      if (word.startsWith("/")) {
        boolean python = InterpreterName.parse(HostPath.name(word)).isPresent();
        return python && word.indexOf('$') < 0 ? word : "";
      }
      start = end + 1;
    }
    return "";
  }

  private static String unquoted(String word) {
    int last = word.length() - 1;
    boolean quoted =
        last > 0
            && word.charAt(0) == word.charAt(last)
            && (word.charAt(0) == '"' || word.charAt(0) == '\'');
    return quoted ? word.substring(1, last) : word;
  }

  /** ELF, Mach-O, universal Mach-O, PE. */
  private static boolean isNative(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int magic =
        (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
    return magic == 0x7f454c46
        || magic == 0xcffaedfe
        || magic == 0xcefaedfe
        || magic == 0xfeedface
        || magic == 0xfeedfacf
        || magic == 0xcafebabe
        || magic == 0xcafebabf
        || magic >>> 16 == 0x4d5a;
  }

  private static Choice failed(Outcome.Failure<?> failure) {
    FailureKind kind = failure.kind();
    return switch (kind) {
      case NOT_FOUND -> new Choice.None("");
      case DENIED, WRONG_TYPE -> new Choice.None(failure.detail());
      default -> new Choice.Undecided(kind.cause(), failure.detail());
    };
  }
}
