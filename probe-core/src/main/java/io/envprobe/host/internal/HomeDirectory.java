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

  /** The bytes of its name as they stand in a file, a character each. */
  private final String inFiles;

  /** A home directory; the root of a file system stays as it is. */
  public HomeDirectory(String home) {
    this.home = home.length() > ROOT_LENGTH ? home : "";
    this.inFiles = bytesOf(this.home.getBytes(StandardCharsets.UTF_8));
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
    if (home.isEmpty() || !bytesOf(content).contains(inFiles)) {
      return content;
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.indexOf(NOT_UTF_8) >= 0
        && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
      return content; // Not text: offsets matter there, and binaries name no user.
    }
    return hide(text).getBytes(StandardCharsets.UTF_8);
  }

  /** Hardly any file names the home directory, and this tells without decoding all the others. */
  private static String bytesOf(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
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
