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
 * <p>The compact form is a string pool followed by one tree; {@code io.envprobe.table.Table} in
 * probe-core reads it and documents the layout. A table without a non-empty {@code source} member
 * at its top is refused: a fact about the world that names no source is not worth shipping.
 */
public final class TableCompiler {
  private final Map<String, Integer> pool = new LinkedHashMap<>();
  private final ByteArrayOutputStream treeBytes = new ByteArrayOutputStream();
  private final DataOutputStream tree = new DataOutputStream(treeBytes);

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
    compiler.node(root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    compiler.tree.flush();
    number(out, compiler.pool.size());
    for (String text : compiler.pool.keySet()) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(out, utf8.length);
      out.write(utf8);
    }
    compiler.treeBytes.writeTo(out);
    return bytes.toByteArray();
  }

  private void node(JsonElement element) throws IOException {
    if (element instanceof JsonObject object) {
      tree.writeByte('o');
      number(tree, object.size());
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        text(member.getKey());
        node(member.getValue());
      }
    } else if (element instanceof JsonArray array) {
      tree.writeByte('a');
      number(tree, array.size());
      for (JsonElement item : array) {
        node(item);
      }
    } else if (element instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      tree.writeByte(primitive.getAsBoolean() ? 't' : 'f');
    } else if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      tree.writeByte('i');
      tree.writeLong(primitive.getAsBigDecimal().longValueExact());
    } else if (element instanceof JsonPrimitive primitive) {
      tree.writeByte('s');
      text(primitive.getAsString());
    } else {
      throw new IOException("null has no meaning in a table: leave the member out");
    }
  }

  private void text(String text) throws IOException {
    Integer known = pool.get(text);
    if (known == null) {
      known = pool.size();
      pool.put(text, known);
    }
    number(tree, known);
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
