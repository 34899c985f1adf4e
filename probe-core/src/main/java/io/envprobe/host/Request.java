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

  /**
   * Opens a library in a process of its own and calls functions of it, one after the other. The
   * library can crash, hang, print, flood, end the process or leave others behind: the answer then
   * holds what came before, and says where it broke.
   *
   * <p>A call is one line, for example {@code cuDeviceGetName(>name:text[256], 256, device) for
   * device after cuInit}:
   *
   * <pre>
   *   call     = [NAME ":"] SYMBOL "(" [argument {"," argument}] ")" ["->" answer] {condition}
   *   condition= "for" NAME | "times" NAME | "after" NAME {"|" NAME} | "unless" NAME {"|" NAME}
   *   argument = 7 | -1 | 0x10 | 7L (64 bits) | null | "text" | "#" | NAME | "&amp;" NAME | "@" NAME
   *            | "{" SIZE {";" OFFSET (("=" (TYPE argument | "{" … "}")) | output)} "}" | output
   *   output   = ">" NAME ":" TYPE ["=" INITIAL] ["[" LOWEST ".." HIGHEST "]"]
   *   TYPE     = int | uint | long | pointer | text "[" SIZE "]" | hex "[" SIZE "]" | pointers "[" NAME "]"
   *   answer   = "void" | "status" | NAME ":" (int | long | pointer | text | printed) ["[" LOWEST ".." HIGHEST "]"]
   * </pre>
   *
   * <p>{@code >NAME:TYPE} is a place for an answer, filled with a sentinel before the call; {@code
   * NAME} passes an earlier answer on, {@code &NAME} its address; {@code {16; 0=int 3; 8>id:int}}
   * is the address of a structure with fields at offsets; {@code @NAME} is a callback that collects
   * the handles that it is called with. {@code times NAME} repeats a call as often as a count says,
   * {@code for NAME} for each element of a list and for each round that gave the name, {@code #}
   * being the number of the round; both may nest. {@code after} wants one of these calls to have
   * succeeded, {@code unless} none. A function answers a status, 0 for success, unless {@code ->}
   * says otherwise; where it is not 0 no other answer is looked at. {@code printed} is the first of
   * what a function prints that answers nothing else, in one line. A call that needs what is not
   * there is skipped. The one line {@code opencl()} stands for all platforms and devices of OpenCL.
   *
   * @param library its absolute path; the caller has checked that the file is sound
   * @param size the size of the file that was checked, in bytes; another one now is a failure
   * @param calls the lines
   * @param environment changes to the variables that the process gets: {@code NAME=VALUE} sets one,
   *     {@code NAME} takes one away
   * @param milliseconds the time limit, waiting for a place included; no part of the request's
   *     identity. The profiler sets its own
   */
  record Conversation(
      String library, long size, List<String> calls, List<String> environment, int milliseconds)
      implements Request<Transcript> {
    /** A time limit that suits a library in good health: 4 s. */
    public static final int MILLISECONDS = 4000;

    public Conversation {
      calls = List.copyOf(calls);
      environment = List.copyOf(environment);
    }

    /** With the usual time limit and the variables as they are. */
    public Conversation(String library, long size, List<String> calls) {
      this(library, size, calls, List.of(), MILLISECONDS);
    }

    /** The same with another time limit. */
    public Conversation within(int limit) {
      return new Conversation(library, size, calls, environment, limit);
    }

    @Override
    public String key() {
      return "converse "
          + library
          + " "
          + size
          + " ["
          + String.join(" ", environment)
          + "] "
          + String.join(" ; ", calls);
    }

    @Override
    public byte[] encode(Transcript answer) {
      return AnswerCodec.text(answer.text());
    }

    @Override
    public Transcript decode(byte[] bytes) {
      return Transcript.parse(AnswerCodec.text(bytes));
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
