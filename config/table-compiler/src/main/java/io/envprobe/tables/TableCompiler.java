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
 * Compiles every {@code *.json} below one directory to a {@code *.table} at the same relative path
 * below another.
 *
 * <p>The compact form is a string pool followed by one tree; {@code io.envprobe.table.TableBytes}
 * in probe-core reads it and documents the layout. A table without a non-empty {@code source}
 * member at its top is refused: a fact about the world that names no source is not worth shipping.
 */
public final class TableCompiler {
  private static final int VERSION = 2;
  private static final int HEADER = 9;

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
      String relative = sources.relativize(table).toString();
      Path target =
          output.resolve(relative.substring(0, relative.length() - ".json".length()) + ".table");
      Files.createDirectories(target.getParent());
      Files.write(target, compile(table));
    }
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
    for (String text : compiler.pool.keySet()) {
      offsets.add(start + strings.size());
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(stringsOut, utf8.length);
      stringsOut.write(utf8);
    }
    out.writeByte(VERSION);
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
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      throw new IOException("the name of a member is ASCII: " + name);
    }
    return text(name);
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
