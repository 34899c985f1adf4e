package io.envprobe.nativeaccess.child;

import io.envprobe.nativeaccess.child.Argument.Field;
import io.envprobe.nativeaccess.child.Argument.Output;
import io.envprobe.nativeaccess.child.Argument.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the line of a call; the grammar stands at the request that carries the lines. */
final class CallSyntax {
  private static final int SIZE_LIMIT = 1 << 16;
  private static final int DEPTH_LIMIT = 8;

  private final String line;
  private int at;
  private int depth;

  private CallSyntax(String line) {
    this.line = line;
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException where it is no call; the message has the position
   */
  static Call parse(String line) {
    return new CallSyntax(line).call();
  }

  private Call call() {
    String symbol = name();
    String name = symbol;
    if (accept(":")) {
      symbol = name();
    }
    List<Argument> arguments = new ArrayList<>();
    expect("(");
    while (!accept(")")) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(argument());
    }
    Call.Answer answer = accept("->") ? answer() : Call.Answer.STATUS;
    String each = "";
    String times = "";
    List<String> after = List.of();
    List<String> unless = List.of();
    while (!isEnd()) {
      String word = name();
      switch (word) {
        case "for" -> each = name();
        case "times" -> times = name();
        case "after" -> after = names();
        case "unless" -> unless = names();
        default -> throw wrong("no condition: " + word);
      }
    }
    return new Call(name, symbol, arguments, answer, each, times, after, unless);
  }

  private Call.Answer answer() {
    String name = name();
    if (!accept(":")) {
      return new Call.Answer(kind(Call.Answer.Kind.class, name), "", Range.ALL);
    }
    Call.Answer.Kind kind = kind(Call.Answer.Kind.class, name());
    return new Call.Answer(kind, name, range());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (accept("|"));
    return names;
  }

  private Argument argument() {
    char c = peek();
    if (c == '"') {
      int end = line.indexOf('"', at + 1);
      if (end < 0) {
        throw wrong("a text without an end");
      }
      String text = line.substring(at + 1, end);
      at = end + 1;
      return new Argument.Text(text);
    }
    if (accept("#")) {
      return new Argument.Round();
    }
    if (accept("&")) {
      return new Argument.Address(name());
    }
    if (accept("@")) {
      return new Argument.Collector(name());
    }
    if (accept(">")) {
      return output();
    }
    if (c == '{') {
      return structure();
    }
    if (c == '-' || Character.isDigit(c)) {
      long value = number();
      return new Argument.Numeral(value, accept("L"));
    }
    String name = name();
    return name.equals("null") ? new Argument.Null() : new Argument.Reference(name);
  }

  private Argument.Structure structure() {
    if (++depth > DEPTH_LIMIT) {
      throw wrong("structures too deep");
    }
    expect("{");
    int size = size();
    List<Field> fields = new ArrayList<>();
    while (!accept("}")) {
      expect(";");
      long offset = number();
      int width;
      if (accept("=")) {
        Output.Kind kind = peek() == '{' ? Output.Kind.POINTER : kind(Output.Kind.class, name());
        fields.add(new Field((int) offset, kind, argument()));
        width = kind == Output.Kind.LONG || kind == Output.Kind.POINTER ? 8 : 4;
      } else {
        expect(">");
        Output output = output();
        fields.add(new Field((int) offset, output.kind(), output));
        width = output.size();
      }
      if (offset < 0 || offset > size - width) {
        throw wrong("a field outside its structure");
      }
    }
    depth--;
    return new Argument.Structure(size, fields);
  }

  private Output output() {
    String name = name();
    expect(":");
    Output.Kind kind = kind(Output.Kind.class, name());
    int size =
        switch (kind) {
          case INT, UINT -> 4;
          case LONG, POINTER, POINTERS -> 8;
          case TEXT, HEX -> {
            expect("[");
            int bytes = size();
            expect("]");
            yield bytes;
          }
        };
    String count = "";
    if (kind == Output.Kind.POINTERS) {
      expect("[");
      count = name();
      expect("]");
    }
    boolean isInitialised = accept("=");
    long initial = isInitialised ? number() : 0;
    return new Output(name, kind, size, count, isInitialised, initial, range());
  }

  private Range range() {
    if (!accept("[")) {
      return Range.ALL;
    }
    long lowest = number();
    expect("..");
    long highest = number();
    expect("]");
    return new Range(lowest, highest);
  }

  private int size() {
    long size = number();
    if (size < 1 || size > SIZE_LIMIT) {
      throw wrong("a size out of range: " + size);
    }
    return (int) size;
  }

  private long number() {
    peek();
    int start = at;
    while (at < line.length() && (line.charAt(at) == '-' || isNamePart(line.charAt(at)))) {
      if (line.charAt(at) == 'L') {
        break;
      }
      at++;
    }
    try {
      return Long.decode(line.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("no number");
    }
  }

  private String name() {
    peek();
    int start = at;
    while (at < line.length() && isNamePart(line.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong("a name is missing");
    }
    return line.substring(start, at);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private <E extends Enum<E>> E kind(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    throw wrong("no type: " + word);
  }

  private char peek() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at < line.length() ? line.charAt(at) : '\0';
  }

  private boolean isEnd() {
    peek();
    return at == line.length();
  }

  private boolean accept(String text) {
    peek();
    if (!line.startsWith(text, at)) {
      return false;
    }
    at += text.length();
    return true;
  }

  private void expect(String text) {
    if (!accept(text)) {
      throw wrong(text + " is missing");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " at " + at + " in " + line);
  }
}
