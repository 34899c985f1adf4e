package io.envprobe.nativeaccess.child;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.envprobe.nativeaccess.child.Argument.Field;
import io.envprobe.nativeaccess.child.Argument.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one call: what its function gets, and the places where its answers are read
 * afterwards. Places outside structures hold a sentinel before the call, so that one that was left
 * untouched is told from an answer.
 */
final class Memories {
  private static final int SENTINEL = 0x8BADF00D;
  private static final long WIDE_SENTINEL = 0x8BADF00D_8BADF00DL;

  private record Place(Output output, Pointer at, int count, boolean isInStructure) {}

  private final Variables variables;
  private final List<Integer> round;
  private final List<Place> places = new ArrayList<>();
  private final List<Handles> collectors = new ArrayList<>();

  /** Keeps what is only reachable through an address inside other memory from being freed. */
  private final List<Memory> held = new ArrayList<>();

  final Map<String, String> values = new TreeMap<>();
  final Map<String, String> refused = new TreeMap<>();

  Memories(Variables variables, List<Integer> round) {
    this.variables = variables;
    this.round = round;
  }

  /** A reference that nothing was given for; the call is skipped. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String name) {
      super(name, null, false, false);
    }
  }

  /** What the function gets for an argument, in the words of JNA. */
  @Nullable Object passed(Argument argument) throws Missing {
    if (argument instanceof Argument.Numeral number) {
      return number.isWide() ? (Object) number.value() : (Object) (int) number.value();
    }
    if (argument instanceof Argument.Round) {
      return round.isEmpty() ? 0 : round.get(round.size() - 1);
    }
    if (argument instanceof Argument.Reference reference) {
      return known(reference.name());
    }
    if (argument instanceof Argument.Address address) {
      return copy(known(address.name()));
    }
    if (argument instanceof Argument.Text text) {
      return bytes(text.text());
    }
    if (argument instanceof Argument.Collector collector) {
      Handles handles = new Handles(collector.name());
      collectors.add(handles);
      return handles;
    }
    if (argument instanceof Argument.Structure structure) {
      return structure(structure);
    }
    return argument instanceof Output output ? place(output) : null;
  }

  private Object known(String name) throws Missing {
    return variables.value(name, round).orElseThrow(() -> new Missing(name));
  }

  private Memory memory(long size) {
    Memory memory = new Memory(size);
    memory.clear();
    held.add(memory);
    return memory;
  }

  private Memory bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }

  private Memory copy(Object value) {
    Memory memory = memory(Long.BYTES);
    store(memory, 0, value);
    return memory;
  }

  private static void store(Pointer memory, int offset, @Nullable Object value) {
    if (value instanceof Integer number) {
      memory.setInt(offset, number);
    } else if (value instanceof Long number) {
      memory.setLong(offset, number);
    } else if (value instanceof Pointer pointer) {
      memory.setPointer(offset, pointer);
    }
  }

  private Memory structure(Argument.Structure structure) throws Missing {
    Memory memory = memory(structure.size());
    for (Field field : structure.fields()) {
      if (field.content() instanceof Output output) {
        places.add(new Place(output, memory.share(field.offset()), 0, true));
      } else {
        Object value = passed(field.content());
        boolean widens = field.kind() == Output.Kind.LONG;
        store(
            memory,
            field.offset(),
            widens && value instanceof Integer number ? (Object) number.longValue() : value);
      }
    }
    return memory;
  }

  private Memory place(Output output) throws Missing {
    int count = 0;
    if (output.kind() == Output.Kind.POINTERS) {
      long wanted = ((Number) known(output.count())).longValue();
      count = (int) Math.max(1, Math.min(wanted, Variables.ROUNDS_LIMIT));
    }
    Memory memory = memory(Math.max(1, count) * (long) output.size());
    switch (output.kind()) {
      case INT, UINT ->
          memory.setInt(0, output.isInitialised() ? (int) output.initial() : SENTINEL);
      case LONG -> memory.setLong(0, output.isInitialised() ? output.initial() : WIDE_SENTINEL);
      case POINTER, POINTERS, TEXT, HEX -> {
        // Null and nothing are sentinels enough.
      }
    }
    places.add(new Place(output, memory, count, false));
    return memory;
  }

  /** Reads every answer, keeps it for later calls, and notes it. */
  void read() {
    for (Place place : places) {
      read(place);
    }
    for (Handles handles : collectors) {
      List<Pointer> collected = handles.collected();
      for (int i = 0; i < collected.size(); i++) {
        variables.putElement(handles.name(), round, i, collected.get(i));
      }
      values.put(handles.name(), String.valueOf(collected.size()));
    }
  }

  private void read(Place place) {
    Output output = place.output();
    Pointer at = place.at();
    boolean checksSentinel = !place.isInStructure() && !output.isInitialised();
    switch (output.kind()) {
      case INT -> {
        int value = at.getInt(0);
        keep(output, value, value, checksSentinel && value == SENTINEL);
      }
      case UINT -> {
        int value = at.getInt(0);
        keep(output, value, Integer.toUnsignedLong(value), checksSentinel && value == SENTINEL);
      }
      case LONG -> {
        long value = at.getLong(0);
        keep(output, value, value, checksSentinel && value == WIDE_SENTINEL);
      }
      case POINTER -> {
        Pointer value = at.getPointer(0);
        if (value != null) {
          variables.put(output.name(), round, value);
        }
      }
      case POINTERS -> {
        for (int i = 0; i < place.count(); i++) {
          Pointer value = at.getPointer((long) i * Long.BYTES);
          if (value != null) {
            variables.putElement(output.name(), round, i, value);
          }
        }
      }
      case TEXT -> noteText(output.name(), text(at, output.size()));
      case HEX ->
          values.put(output.name(), HexFormat.of().formatHex(at.getByteArray(0, output.size())));
    }
  }

  private void keep(Output output, Object value, long shown, boolean isUntouched) {
    note(output.name(), value, shown, isUntouched, output.range());
  }

  /** Keeps a number that can be meant, and notes one that cannot. */
  void note(String name, Object value, long shown, boolean isUntouched, Argument.Range range) {
    if (isUntouched) {
      refused.put(name, "untouched");
    } else if (range.holds(shown)) {
      variables.put(name, round, value);
      values.put(name, String.valueOf(shown));
    } else {
      refused.put(name, String.valueOf(shown));
    }
  }

  /** Keeps an address that a function answered, or notes the text there; null is refused. */
  void notePointer(String name, @Nullable Pointer value, boolean isText) {
    if (value == null) {
      refused.put(name, "null");
    } else if (isText) {
      values.put(name, value.getString(0, StandardCharsets.UTF_8.name()));
    } else {
      variables.put(name, round, value);
    }
  }

  /** Keeps a text; an empty one is refused. */
  void noteText(String name, String text) {
    (text.isEmpty() ? refused : values).put(name, text.isEmpty() ? "empty" : text);
  }

  private static String text(Pointer at, int size) {
    byte[] bytes = at.getByteArray(0, size);
    int length = 0;
    while (length < size && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
