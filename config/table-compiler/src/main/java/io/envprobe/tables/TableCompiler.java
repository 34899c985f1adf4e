package io.envprobe.tables;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compiles every {@code *.json} below one directory to the source of a class in the package of the
 * same path below another: {@code rust-targets.json} becomes {@code RustTargetsTable}, whose {@code
 * read()} gives the table.
 *
 * <p>The class holds the compact form as a string, a character a byte, so that a table costs its
 * reader one class and neither a look into the jar nor a stream. The compact form is a string pool
 * followed by one tree; {@code io.envprobe.table.TableBytes} in probe-core reads it and documents
 * the layout. A table without a non-empty {@code source} member at its top is refused: a fact about
 * the world that names no source is not worth shipping.
 */
public final class TableCompiler {
  private static final int VERSION = 3;
  private static final int HEADER = 10;

  /** The most bytes that a string constant of a class can have. */
  private static final int CONSTANT = 65_535;

  private final Map<String, Integer> pool = new LinkedHashMap<>();

  private TableCompiler() {}

  /** Takes the source directory and the output directory. */
  public static void main(String[] arguments) throws IOException {
    Path sources = Path.of(arguments[0]);
    Path output = Path.of(arguments[1]);
    if (!Files.isDirectory(sources)) {
      return;
    }
    List<Path> tables = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(sources)) {
      walk.filter(path -> path.toString().endsWith(".json")).sorted().forEach(tables::add);
    }
    for (Path table : tables) {
      Path directory = sources.relativize(table).getParent();
      if (directory == null) {
        throw new IOException(table + ": a table lies in the directory of a package");
      }
      String name = className(table);
      Files.createDirectories(output.resolve(directory));
      Files.writeString(
          output.resolve(directory).resolve(name + ".java"),
          source(directory, name, compile(table)));
    }
  }

  private static String className(Path table) {
    StringBuilder name = new StringBuilder();
    String file = String.valueOf(table.getFileName());
    for (String word : file.substring(0, file.length() - ".json".length()).split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.append("Table").toString();
  }

  /** Other packages of the module may read a table of an internal package. */
  private static String source(Path directory, String name, byte[] bytes) throws IOException {
    boolean internal = false;
    StringBuilder packageName = new StringBuilder();
    for (Path part : directory) {
      internal |= part.toString().equals("internal");
      packageName.append(packageName.length() == 0 ? "" : ".").append(part);
    }
    String access = internal ? "public " : "";
    return "package %s;%n%nimport io.envprobe.table.Table;%n%n".formatted(packageName)
        + "/** A compiled table. */%n%sfinal class %s {%n".formatted(access, name)
        + "  private %s() {}%n%n".formatted(name)
        + "  /** Reads the table. */%n  %sstatic Table read() {%n".formatted(access)
        + "    return Table.of(\"%s\");%n  }%n}%n".formatted(literal(name, bytes));
  }

  private static String literal(String name, byte[] bytes) throws IOException {
    StringBuilder literal = new StringBuilder();
    int constant = 0;
    for (byte each : bytes) {
      boolean plain = each >= ' ' && each < 0x7f && each != '"' && each != '\\';
      literal.append(plain ? String.valueOf((char) each) : "\\%03o".formatted(each & 0xff));
      constant += each > 0 ? 1 : 2;
    }
    if (constant > CONSTANT) {
      throw new IOException(name + ": a table takes at most 64 KiB as a constant; split it");
    }
    return literal.toString();
  }

  private static byte[] compile(Path table) throws IOException {
    JsonElement root;
    try (Reader reader = Files.newBufferedReader(table)) {
      root = JsonParser.parseReader(reader);
    }
    if (!root.isJsonObject() || !root.getAsJsonObject().has("source")) {
      throw new IOException(table + ": a table is an object with a \"source\" member");
    }
    TableCompiler compiler = new TableCompiler();
    byte[] tree = compiler.node(root);
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    DataOutputStream stringsOut = new DataOutputStream(strings);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    int start = HEADER + Integer.BYTES * compiler.pool.size();
    List<Integer> offsets = new ArrayList<>();
    boolean ascii = true;
    for (String text : compiler.pool.keySet()) {
      ascii &= isAscii(text);
      offsets.add(start + strings.size());
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(stringsOut, utf8.length);
      stringsOut.write(utf8);
    }
    out.writeByte(VERSION);
    out.writeByte(ascii ? 1 : 0);
    out.writeInt(compiler.pool.size());
    out.writeInt(start + strings.size());
    for (int offset : offsets) {
      out.writeInt(offset);
    }
    strings.writeTo(out);
    out.write(tree);
    return bytes.toByteArray();
  }

  private byte[] node(JsonElement element) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    if (element instanceof JsonObject object) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      DataOutputStream members = new DataOutputStream(content);
      number(members, object.size());
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        number(members, name(member.getKey()));
        members.write(node(member.getValue()));
      }
      sized(out, 'o', content);
    } else if (element instanceof JsonArray array) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      DataOutputStream items = new DataOutputStream(content);
      number(items, array.size());
      for (JsonElement item : array) {
        items.write(node(item));
      }
      sized(out, 'a', content);
    } else if (element instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      out.writeByte(primitive.getAsBoolean() ? 't' : 'f');
    } else if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      out.writeByte('i');
      out.writeLong(primitive.getAsBigDecimal().longValueExact());
    } else if (element instanceof JsonPrimitive primitive) {
      out.writeByte('s');
      number(out, text(primitive.getAsString()));
    } else {
      throw new IOException("null has no meaning in a table: leave the member out");
    }
    return bytes.toByteArray();
  }

  /** With the count of bytes in front, so that a reader can step over it. */
  private static void sized(DataOutputStream out, char tag, ByteArrayOutputStream content)
      throws IOException {
    out.writeByte(tag);
    number(out, content.size());
    content.writeTo(out);
  }

  /** Names are told apart by their length in bytes before they are decoded. */
  private int name(String name) throws IOException {
    if (!isAscii(name)) {
      throw new IOException("the name of a member is ASCII: " + name);
    }
    return text(name);
  }

  private static boolean isAscii(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }

  private int text(String text) {
    Integer known = pool.get(text);
    if (known == null) {
      known = pool.size();
      pool.put(text, known);
    }
    return known;
  }

  /** Seven bits a byte, least significant first, the high bit set on all but the last. */
  private static void number(DataOutputStream out, int value) throws IOException {
    int rest = value;
    while (rest >= 0x80) {
      out.writeByte(rest | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }
}
