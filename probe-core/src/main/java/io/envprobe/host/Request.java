package io.envprobe.host;

import io.envprobe.host.internal.AnswerCodec;
import java.util.List;

/**
 * A question to a {@link Host}. Requests are values: equal requests get equal outcomes from a
 * recording.
 *
 * <p>Paths are absolute, with {@code /} between names; a leading {@code ~} stands for the user's
 * home directory, whose real name no host gives away.
 *
 * @param <T> the type of the answer
 */
public sealed interface Request<T> {

  /** The identity of this request in a recording: one line of text. */
  String key();

  /** The answer as bytes, for a recording. */
  byte[] encode(T answer);

  /**
   * The answer from its bytes.
   *
   * @throws IllegalArgumentException where the bytes are not what {@link #encode} writes
   */
  T decode(byte[] bytes);

  /** A request that is answered with bytes, which a recording keeps as they are. */
  sealed interface OfBytes extends Request<byte[]> permits Content, Range {
    @Override
    default byte[] encode(byte[] answer) {
      return answer.clone();
    }

    @Override
    default byte[] decode(byte[] bytes) {
      return bytes.clone();
    }
  }

  /** A request that is answered with a text, which a recording keeps as UTF-8. */
  sealed interface OfText extends Request<String>
      permits Link, RealPath, Access, Variable, Property, NativeCall {
    @Override
    default byte[] encode(String answer) {
      return AnswerCodec.text(answer);
    }

    @Override
    default String decode(byte[] bytes) {
      return AnswerCodec.text(bytes);
    }
  }

  /**
   * The whole content of a regular file, at most {@code limit} bytes; more is {@link
   * FailureKind#TOO_LARGE}. Read until it ends, whatever size the file system claims.
   */
  record Content(String path, int limit) implements OfBytes {
    @Override
    public String key() {
      return "content " + limit + " " + path;
    }
  }

  /** A range of a regular file; shorter at its end, empty past it. */
  record Range(String path, long offset, int length) implements OfBytes {
    @Override
    public String key() {
      return "range " + offset + " " + length + " " + path;
    }
  }

  /** What a path leads to. */
  record Status(String path) implements Request<FileStatus> {
    @Override
    public String key() {
      return "status " + path;
    }

    @Override
    public byte[] encode(FileStatus answer) {
      return AnswerCodec.status(answer);
    }

    @Override
    public FileStatus decode(byte[] bytes) {
      return AnswerCodec.status(bytes);
    }
  }

  /** The names in a directory, sorted; more than {@code limit} is {@link FailureKind#TOO_LARGE}. */
  record Listing(String path, int limit) implements Request<List<String>> {
    @Override
    public String key() {
      return "list " + limit + " " + path;
    }

    @Override
    public byte[] encode(List<String> answer) {
      return AnswerCodec.lines(answer);
    }

    @Override
    public List<String> decode(byte[] bytes) {
      return AnswerCodec.lines(bytes);
    }
  }

  /**
   * The text of a symbolic link, one step, not resolved; a thing that is no link is {@link
   * FailureKind#WRONG_TYPE}.
   */
  record Link(String path) implements OfText {
    @Override
    public String key() {
      return "link " + path;
    }
  }

  /** The path of the thing itself, every link resolved. */
  record RealPath(String path) implements OfText {
    @Override
    public String key() {
      return "realpath " + path;
    }
  }

  /**
   * What this process may do with a thing, a device perhaps, as far as its permissions tell: {@code
   * rw}, {@code r}, {@code w} or {@code none}. Nothing is opened.
   */
  record Access(String path) implements OfText {
    @Override
    public String key() {
      return "access " + path;
    }
  }

  /** The value of an environment variable of this process. */
  record Variable(String name) implements OfText {
    @Override
    public String key() {
      return "variable " + name;
    }
  }

  /**
   * A property of the running Java machine: {@code os.name}, {@code os.arch}, {@code os.version},
   * {@code java.home}.
   */
  record Property(String name) implements OfText {
    @Override
    public String key() {
      return "property " + name;
    }
  }

  /**
   * A native call by its name in the module that makes native calls, with text arguments and a text
   * answer; a live host without that module answers {@link FailureKind#UNSUPPORTED}.
   */
  record NativeCall(String function, List<String> arguments) implements OfText {
    public NativeCall {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String key() {
      return "native " + function + " " + String.join(" ", arguments);
    }
  }

  /** Runs a program that the user asked to have run; never one that was merely found. */
  record Command(List<String> words) implements Request<CommandOutput> {
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String key() {
      return "command " + String.join(" ", words);
    }

    @Override
    public byte[] encode(CommandOutput answer) {
      return AnswerCodec.output(answer);
    }

    @Override
    public CommandOutput decode(byte[] bytes) {
      return AnswerCodec.output(bytes);
    }
  }
}
