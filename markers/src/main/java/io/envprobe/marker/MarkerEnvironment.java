package io.envprobe.marker;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each name: of a machine, or exactly what a caller states. Immutable to its users
 * and thread-safe.
 */
public final class MarkerEnvironment {
  private final @Nullable MarkerValue[] slots;
  private final Map<String, MarkerValue> users;

  private MarkerEnvironment(@Nullable MarkerValue[] slots, Map<String, MarkerValue> users) {
    this.slots = slots;
    this.users = users;
  }

  /**
   * The environment that a profile describes. No extra is asked for ({@code extra} is the empty
   * text), and {@code extras}, {@code dependency_groups} and {@code variant_…} are not defined.
   */
  public static MarkerEnvironment of(Profile profile) {
    MarkerEnvironment environment = empty();
    ProfileValues values = new ProfileValues(profile);
    for (MarkerName name : MarkerNames.all()) {
      if (name.fact().isPresent()) {
        environment.slots[name.slot] = values.value(name);
      }
    }
    values.addUserValues(environment.users);
    return environment.with("extra", "");
  }

  /**
   * Exactly the names of a map, nothing else: a {@link String}, {@link Number} or {@link Boolean}
   * is a value, a collection of texts a set, null states that there is none. Names may have any
   * spelling; those that the language does not have are ignored.
   *
   * @throws IllegalArgumentException where a value is of another type
   */
  public static MarkerEnvironment of(Map<String, ?> values) {
    MarkerEnvironment environment = empty();
    values.forEach((name, value) -> environment.put(name, value));
    return environment;
  }

  private static MarkerEnvironment empty() {
    return new MarkerEnvironment(new MarkerValue[MarkerNames.count()], new TreeMap<>());
  }

  /**
   * This environment with one value stated, as in {@link #of(Map)}.
   *
   * @throws IllegalArgumentException where the value is of another type
   */
  public MarkerEnvironment with(String name, @Nullable Object value) {
    MarkerEnvironment copy = new MarkerEnvironment(slots.clone(), new TreeMap<>(users));
    copy.put(name, value);
    return copy;
  }

  private void put(String spelling, @Nullable Object value) {
    MarkerName name = MarkerNames.find(spelling);
    if (name == null) {
      return;
    }
    MarkerValue known = stated(name, value);
    if (name.slot == MarkerNames.USER_SLOT) {
      users.put(name.name(), known);
    } else {
      slots[name.slot] = known;
    }
  }

  private static MarkerValue stated(MarkerName name, @Nullable Object value) {
    List<Evidence> evidence = List.of(new Evidence("user", name.name(), ""));
    if (value == null) {
      return MarkerValue.without(Reading.absent(), Origin.DECLARED, evidence);
    }
    if (value instanceof Collection<?> items) {
      List<String> texts = new ArrayList<>(items.size());
      for (Object item : items) {
        if (!(item instanceof String text)) {
          throw new IllegalArgumentException("the set " + name + " holds something but texts");
        }
        texts.add(canonicalItem(name, text));
      }
      return MarkerValue.set(texts, Origin.DECLARED, evidence);
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      String text = value.toString();
      if (text.isEmpty() && name.isExtended() && name.fact().isPresent()) {
        return MarkerValue.without(Reading.absent(), Origin.DECLARED, evidence);
      }
      if (name.type() == MarkerType.SET) {
        return MarkerValue.set(List.of(canonicalItem(name, text)), Origin.DECLARED, evidence);
      }
      return MarkerValue.text(canonicalText(name, text), Origin.DECLARED, evidence);
    }
    throw new IllegalArgumentException(
        "the value of " + name + " is neither a text, a number nor a list of texts");
  }

  /** Items of sets that the language compares in a normal form take it here. */
  static String canonicalItem(MarkerName name, String item) {
    if (MarkerParser.isNameOfExtra(name)) {
      return PackageName.normalize(item);
    }
    return name.name().startsWith("variant_") ? ExtendedAtoms.canonicalProperty(item) : item;
  }

  static String canonicalText(MarkerName name, String text) {
    if (name.type() == MarkerType.EXTRA) {
      return PackageName.normalize(text);
    }
    // A build between releases ends in +, which is no version; packaging reads it as a local label.
    return name.name().equals("python_full_version") && text.endsWith("+")
        ? text.concat("local")
        : text;
  }

  /** What is known of a name; nothing where this environment does not define it. */
  public Optional<MarkerValue> value(MarkerName name) {
    return Optional.ofNullable(find(name));
  }

  @Nullable MarkerValue find(MarkerName name) {
    return name.slot == MarkerNames.USER_SLOT ? users.get(name.name()) : slots[name.slot];
  }

  /** All defined names and what is known of them: standard, extended, then the user's. */
  public Map<MarkerName, MarkerValue> values() {
    Map<MarkerName, MarkerValue> values = new LinkedHashMap<>();
    for (MarkerName name : MarkerNames.all()) {
      MarkerValue value = slots[name.slot];
      if (value != null) {
        values.put(name, value);
      }
    }
    for (Map.Entry<String, MarkerValue> user : users.entrySet()) {
      MarkerName name = MarkerNames.find(user.getKey());
      if (name != null) {
        values.put(name, user.getValue());
      }
    }
    return values;
  }
}
