package io.envprobe.host.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps the name of the user's home directory, and so of the user, out of every answer: it reads
 * {@code ~} there, and a request for {@code ~/x} finds the file.
 */
public final class HomeDirectory {
  /** As long as {@code C:\}; what is not longer is the root of a file system. */
  private static final int ROOT_LENGTH = 3;

  /** Stands in a text for what was no UTF-8, and may stand in a file too. */
  private static final char NOT_UTF_8 = '\uFFFD';

  private final String home;

  /** Its name as it stands in a file. */
  private final byte[] name;

  /** How far a search goes on behind each byte. */
  private final int[] steps;

  /** A home directory; the root of a file system stays as it is. */
  public HomeDirectory(String home) {
    this.home = home.length() > ROOT_LENGTH ? home : "";
    this.name = this.home.getBytes(StandardCharsets.UTF_8);
    this.steps = steps(name);
  }

  /** A path of a request with a leading {@code ~} replaced. */
  public String expand(String path) {
    boolean inHome = path.equals("~") || path.startsWith("~/");
    return inHome && !home.isEmpty() ? home + path.substring(1) : path;
  }

  /**
   * A text of an answer with the home directory replaced, where it stands as a whole path or the
   * start of one. A home of one name, such as {@code /root}, tells no user and is a usual name of
   * directories: in {@code /srv/image/root/usr} it stays.
   */
  public String hide(String text) {
    if (home.isEmpty() || !text.contains(home)) {
      return text;
    }
    StringBuilder hidden = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(home); at >= 0; at = text.indexOf(home, from)) {
      int end = at + home.length();
      boolean wholeName =
          (end == text.length() || !isNamePart(text.charAt(end))) && isStart(text, at);
      hidden.append(text, from, at).append(wholeName ? "~" : home);
      from = end;
    }
    return hidden.append(text, from, text.length()).toString();
  }

  /** A file's content with the home directory replaced where the content is text. */
  public byte[] hide(byte[] content) {
    if (home.isEmpty() || !isIn(content)) {
      return content;
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.indexOf(NOT_UTF_8) >= 0
        && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
      return content; // Not text: offsets matter there, and binaries name no user.
    }
    return hide(text).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Hardly any file names the home directory, and this tells without decoding all the others, nor
   * looking at each of their bytes: a byte that is not in the name leads past as many as it has
   * (Horspool, Practical fast searching in strings, 1980).
   */
  private boolean isIn(byte[] content) {
    int last = name.length - 1;
    for (int at = last; at < content.length; at += steps[content[at] & 0xff]) {
      int start = at - last;
      int same = 0;
      while (same <= last && content[start + same] == name[same]) {
        same++;
      }
      if (same > last) {
        return true;
      }
    }
    return false;
  }

  private static int[] steps(byte[] name) {
    int[] steps = new int[256];
    Arrays.fill(steps, name.length);
    for (int i = 0; i < name.length - 1; i++) {
      steps[name[i] & 0xff] = name.length - 1 - i;
    }
    return steps;
  }

  /** Whether no name of a longer path ends here; the letters of an option, as of -L, are none. */
  private boolean isStart(String text, int at) {
    if (home.lastIndexOf('/') > 0) {
      return true;
    }
    int start = at;
    while (start > 0 && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    return start == at || start == 0 || text.charAt(start - 1) != '/';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
