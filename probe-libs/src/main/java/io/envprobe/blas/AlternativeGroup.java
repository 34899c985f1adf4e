package io.envprobe.blas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A name that an administrator points at one of several files, as {@code update-alternatives} keeps
 * it: {@code /var/lib/dpkg/alternatives} on Debian, {@code /var/lib/alternatives} on others.
 * Immutable.
 *
 * @param name of the group: {@code libblas.so.3-x86_64-linux-gnu}
 * @param manual whether somebody chose; otherwise the highest priority wins
 * @param link the path that programs see
 * @param value what it points at now; empty where the machine's links were not looked at, or there
 *     are none
 * @param choices in the order of the file
 */
public record AlternativeGroup(
    String name, boolean manual, String link, Optional<String> value, List<Choice> choices) {
  public AlternativeGroup {
    choices = List.copyOf(choices);
  }

  /** A file that the name can point at. */
  public record Choice(String path, int priority) {}

  /**
   * Reads a group's file. Format: the mode, the link, pairs of further names and links that go with
   * it up to an empty line; then for each choice the path, the priority, and a path for each
   * further name. Source: https://manpages.debian.org/update-alternatives, section FILES.
   *
   * @return empty where the text has another form
   */
  public static Optional<AlternativeGroup> parse(String name, String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 3 || !(lines[0].equals("auto") || lines[0].equals("manual"))) {
      return Optional.empty();
    }
    int at = 2;
    int followers = 0;
    while (at < lines.length && !lines[at].isEmpty()) {
      at += 2;
      followers++;
    }
    List<Choice> choices = new ArrayList<>();
    for (at++; at + 1 < lines.length && !lines[at].isEmpty(); at += 2 + followers) {
      Optional<Integer> priority = priority(lines[at + 1]);
      if (priority.isEmpty()) {
        return Optional.empty();
      }
      choices.add(new Choice(lines[at], priority.get()));
    }
    return Optional.of(
        new AlternativeGroup(name, lines[0].equals("manual"), lines[1], Optional.empty(), choices));
  }

  /**
   * On systems of Red Hat a family may stand before the priority, {@code @family@100}, and the name
   * of a service after it, {@code 100 service}. Source: https://github.com/fedora-sysv/chkconfig,
   * alternatives.c.
   */
  private static Optional<Integer> priority(String text) {
    int family = text.startsWith("@") ? text.indexOf('@', 1) + 1 : 0;
    String rest = text.substring(family).strip();
    int service = rest.indexOf(' ');
    String digits = service < 0 ? rest : rest.substring(0, service);
    boolean number = !digits.isEmpty() && digits.length() < 10;
    for (int i = digits.startsWith("-") ? 1 : 0; i < digits.length(); i++) {
      number &= Character.digit(digits.charAt(i), 10) >= 0;
    }
    return number && !digits.equals("-") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
  }

  /** The same group with what its link leads to now. */
  public AlternativeGroup at(Optional<String> now) {
    return new AlternativeGroup(name, manual, link, now, choices);
  }

  /** The choice with the highest priority; of equals, the first. */
  public Optional<Choice> best() {
    return choices.stream().max(Comparator.comparingInt(Choice::priority));
  }

  /** The name of the link's file: {@code libblas.so.3}. */
  public String linkName() {
    return link.substring(link.lastIndexOf('/') + 1);
  }
}
