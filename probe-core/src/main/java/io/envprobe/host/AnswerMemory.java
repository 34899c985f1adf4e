package io.envprobe.host;

import io.envprobe.host.internal.CacheDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One answer that this program gave before, in the user's cache directory, with the notes of a
 * {@link Witness} on what it was made of. It is given again only where a host answers every request
 * of these notes as it did then: nothing is believed that is not asked anew, and only the thinking
 * is saved. Whatever cannot be read or written counts as not kept.
 *
 * <p>Thread-safe; of two processes that keep an answer at once, one is kept.
 */
public final class AnswerMemory {
  private static final String FORMAT = "envprobe answer 1";
  private static final int LIMIT = 1 << 20;

  private final CacheDirectory directory;
  private final String name;
  private final String head;

  /** One in that directory, for that program. */
  AnswerMemory(CacheDirectory directory, String name, String program) {
    this.directory = directory;
    this.name = name;
    head = FORMAT + "\n" + program + "\n";
  }

  /**
   * The memory of an answer of this program, which is one jar; one of another size or time gave
   * other answers perhaps.
   *
   * @param name a word that names the question
   * @return empty where this user has no cache directory
   */
  public static Optional<AnswerMemory> of(String name) {
    Optional<CacheDirectory> directory = CacheDirectory.ofUser();
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    String jar = System.getProperty("java.class.path", "");
    File file = new File(jar);
    String program = file.length() + " " + file.lastModified() + " " + jar;
    // One file for each place where this program is, which a newer one there writes anew.
    String place = sum(jar.getBytes(StandardCharsets.UTF_8));
    return Optional.of(new AnswerMemory(directory.get(), name + "-" + place + ".answer", program));
  }

  /** The answer, where it was given before and that host answers as it did then. */
  public Optional<byte[]> recall(Host host) {
    Optional<byte[]> content = directory.read(name, LIMIT);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = content.get();
    int end = endOfNotes(bytes);
    String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
    byte[] answer = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
    String whole = head + sum(answer) + "\n";
    return text.startsWith(whole) && Witness.agrees(text.substring(whole.length()), host)
        ? Optional.of(answer)
        : Optional.empty();
  }

  private static String sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length);
    return Long.toHexString(sum.getValue());
  }

  /** The empty line behind the notes; the last byte where there is none. */
  private static int endOfNotes(byte[] bytes) {
    int end = 1;
    while (end < bytes.length - 1 && (bytes[end] != '\n' || bytes[end - 1] != '\n')) {
      end++;
    }
    return end;
  }

  /** Keeps an answer. */
  public void keep(String notes, byte[] answer) {
    byte[] start = (head + sum(answer) + "\n" + notes + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] content = Arrays.copyOf(start, start.length + answer.length);
    System.arraycopy(answer, 0, content, start.length, answer.length);
    try {
      directory.write(name, content);
    } catch (IOException e) {
      return; // Then it is thought about again the next time.
    }
  }
}
