package io.envprobe.requirement;

import io.envprobe.host.FileStatus;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What the user named: a file, a directory, standard input ({@code -}), or a text that is the
 * requirement itself.
 *
 * @param name as the user wrote it
 * @param status what the name leads to; empty for a text and for standard input
 * @param inputs where it is read from
 */
public record Source(String name, Optional<FileStatus> status, Inputs inputs) {
  /** The longest text that is read as a whole, in bytes: an index of a million files fits. */
  public static final int TEXT_LIMIT = 512 << 20;

  private static final int HEAD = 4096;

  public Source {
    Objects.requireNonNull(name);
    Objects.requireNonNull(status);
    Objects.requireNonNull(inputs);
  }

  /** What a name leads to. */
  public static Source of(String name, Inputs inputs) {
    return new Source(
        name, name.equals("-") ? Optional.empty() : inputs.status(name).answer(), inputs);
  }

  /** The last part of the name. */
  public String fileName() {
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    return name.substring(slash + 1);
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return status.isPresent() && status.get().isDirectory();
  }

  /** Whether it is a regular file. */
  public boolean isFile() {
    return status.isPresent() && status.get().isFile();
  }

  /** Whether the name leads to nothing: it may be the requirement itself. */
  public boolean isText() {
    return status.isEmpty() && !name.equals("-");
  }

  /** The first bytes of a file; none of anything else. */
  public byte[] head() {
    return isFile() ? inputs.range(name, 0, HEAD).answer().orElse(new byte[0]) : new byte[0];
  }

  /** Where the whole of it is written. */
  public Span span() {
    return Span.of(name);
  }

  /**
   * The content as UTF-8 text, without a byte order mark; of a {@link #isText text}, its name.
   *
   * @throws RequirementException where it cannot be read, is too large or is no UTF-8
   */
  public String text() throws RequirementException {
    if (isText()) {
      return name;
    }
    Outcome<byte[]> content = inputs.read(name, TEXT_LIMIT);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw RequirementException.of(span(), failure.detail(), "");
    }
    byte[] bytes = content.answer().orElseThrow();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(buffer)
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw RequirementException.of(
          span().at(buffer.position(), 1), "byte " + buffer.position() + " is no UTF-8", "");
    }
  }
}
