package io.envprobe.fact;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The type of a fact's value: how it is held, and the name that documents and messages use for it.
 *
 * @param <T> the Java type that holds the value
 */
public final class FactType<T> {
  /** A text. */
  public static final FactType<String> TEXT = new FactType<>("text", String.class);

  /** A version as text, in the scheme that the key names. */
  public static final FactType<String> VERSION = new FactType<>("version", String.class);

  /** An integer of at most 64 bits. */
  public static final FactType<Long> INTEGER = new FactType<>("integer", Long.class);

  /** True or false. */
  public static final FactType<Boolean> TRUTH = new FactType<>("truth", Boolean.class);

  /** A set of texts, kept sorted. */
  public static final FactType<List<String>> SET = new FactType<>("set", List.class);

  /** A list of texts whose order matters. */
  public static final FactType<List<String>> LIST = new FactType<>("list", List.class);

  /** A list of records. */
  public static final FactType<List<FactRecord>> RECORDS = new FactType<>("records", List.class);

  private final String name;
  private final Class<?> holder;

  private FactType(String name, Class<?> holder) {
    this.name = name;
    this.holder = holder;
  }

  /** The type that can hold a value; that of a text where it is none. */
  public static FactType<?> holding(@Nullable Object value) {
    if (value instanceof Long) {
      return INTEGER;
    }
    if (value instanceof Boolean) {
      return TRUTH;
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty() && list.get(0) instanceof FactRecord ? RECORDS : LIST;
    }
    return TEXT;
  }

  /** The type's name, as in the catalogue. */
  public String name() {
    return name;
  }

  /**
   * Checks a value and makes it canonical: sets sorted and without duplicates, lists copied.
   *
   * @throws IllegalArgumentException where the value is not of this type
   */
  @SuppressWarnings(
      "unchecked") // Each branch has checked the class that the constant's type argument promises.
  public T canonical(Object value) {
    if (!holder.isInstance(value)) {
      throw new IllegalArgumentException(
          "a value of type " + name + " expected, got " + describe(value));
    }
    if (value instanceof List<?> list) {
      Class<?> item = this == (Object) RECORDS ? FactRecord.class : String.class;
      for (Object element : list) {
        if (!item.isInstance(element)) {
          throw new IllegalArgumentException("a " + name + " holds " + describe(element));
        }
      }
      return (T)
          (this == (Object) SET && !isSorted(list)
              ? List.copyOf(new TreeSet<Object>(list))
              : List.copyOf(list));
    }
    return (T) value;
  }

  /** Whether these texts are in order and none is there twice, as they mostly are. */
  private static boolean isSorted(List<?> texts) {
    String before = null;
    for (Object text : texts) {
      if (before != null && before.compareTo((String) text) >= 0) {
        return false;
      }
      before = (String) text;
    }
    return true;
  }

  private static String describe(Object value) {
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name;
  }
}
