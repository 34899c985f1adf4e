package io.envprobe.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of one JSON text as a profile. */
final class ProfileReader {
  private static final int DEPTH_LIMIT = 32;

  private final JsonReader in;
  private final @Nullable Set<String> wanted;

  /**
   * A reading.
   *
   * @param wanted the names of the facts that are read, and nothing else; null for everything
   */
  ProfileReader(String text, @Nullable Set<String> wanted) {
    this.wanted = wanted;
    this.in = new JsonReader(new StringReader(text));
    in.setNestingLimit(DEPTH_LIMIT);
  }

  Profile profile() throws ProfileFormatException {
    try {
      return document();
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      String message = String.valueOf(e.getMessage());
      int advice = message.indexOf("\nSee ");
      throw new ProfileFormatException(
          "not a profile: " + (advice < 0 ? message : message.substring(0, advice)));
    }
  }

  private Profile document() throws IOException, ProfileFormatException {
    List<Fact<?>> facts = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Map<String, String> extensions = new LinkedHashMap<>();
    boolean hasSchema = false;
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      switch (name) {
        case "schema" -> {
          int schema = in.nextInt();
          if (schema < 1 || schema > ProfileJson.SCHEMA) {
            throw problem(
                "schema "
                    + schema
                    + " is not one that this version reads (1 to "
                    + ProfileJson.SCHEMA
                    + ")");
          }
          hasSchema = true;
        }
        case "facts" -> facts(facts);
        case "findings" -> {
          if (wanted == null) {
            findings(findings);
          } else {
            in.skipValue();
          }
        }
        default -> {
          if (wanted == null) {
            extensions.put(name, JsonText.next(in));
          } else {
            in.skipValue();
          }
        }
      }
    }
    in.endObject();
    if (in.peek() != JsonToken.END_DOCUMENT) {
      throw problem("something follows the end");
    }
    if (!hasSchema) {
      throw problem("it has no member \"schema\"");
    }
    return new Profile(facts, findings, extensions);
  }

  private ProfileFormatException problem(String what) {
    return new ProfileFormatException("not a profile: " + what + " at path " + in.getPath());
  }

  private void facts(List<Fact<?>> facts) throws IOException, ProfileFormatException {
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      if (wanted == null || wanted.contains(name)) {
        facts.add(fact(name));
      } else {
        in.skipValue();
      }
    }
    in.endObject();
  }

  private Fact<?> fact(String name) throws IOException, ProfileFormatException {
    String state = "";
    @Nullable Object value = null;
    String cause = "";
    String detail = "";
    String origin = Origin.OBSERVED.name();
    List<Evidence> evidence = List.of();
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "state" -> state = in.nextString();
        case "value" -> value = value();
        case "cause" -> cause = in.nextString();
        case "detail" -> detail = in.nextString();
        case "origin" -> origin = in.nextString();
        case "evidence" -> {
          if (wanted == null) {
            evidence = evidence();
          } else {
            in.skipValue();
          }
        }
        default -> in.skipValue();
      }
    }
    in.endObject();
    Origin from = constant(Origin.values(), origin);
    return switch (state) {
      case "present" -> {
        if (value == null) {
          throw problem("fact " + name + " is present but has no value");
        }
        yield present(name, value, from, evidence);
      }
      case "absent" -> new Fact<>(key(name, null), Reading.absent(), from, evidence);
      case "unknown" ->
          new Fact<>(
              key(name, null),
              Reading.unknown(constant(UnknownCause.values(), cause), detail),
              from,
              evidence);
      default -> throw problem("fact " + name + " has the state \"" + state + "\"");
    };
  }

  private <T> Fact<T> present(FactKey<T> key, Object value, Origin origin, List<Evidence> evidence)
      throws ProfileFormatException {
    try {
      return new Fact<>(key, Reading.present(key.type().canonical(value)), origin, evidence);
    } catch (IllegalArgumentException e) {
      throw problem("fact " + key + ": " + e.getMessage());
    }
  }

  private Fact<?> present(String name, Object value, Origin origin, List<Evidence> evidence)
      throws ProfileFormatException {
    return present(key(name, value), value, origin, evidence);
  }

  /**
   * The key of the catalogue; for a name that it does not know, one with the type that the value
   * has.
   */
  private static FactKey<?> key(String name, @Nullable Object value) {
    FactKey<?> known = FactCatalogue.named(name).orElse(null);
    return known != null ? known : FactKey.foreign(name, FactType.holding(value));
  }

  private Object value() throws IOException, ProfileFormatException {
    return switch (in.peek()) {
      case STRING -> in.nextString();
      case NUMBER -> in.nextLong();
      case BOOLEAN -> in.nextBoolean();
      case BEGIN_ARRAY -> {
        List<Object> items = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
          items.add(value());
        }
        in.endArray();
        yield items;
      }
      case BEGIN_OBJECT -> {
        FactRecord.Builder record = FactRecord.builder();
        in.beginObject();
        while (in.hasNext()) {
          String field = in.nextName();
          record.put(field, value());
        }
        in.endObject();
        yield built(record);
      }
      default -> throw problem("a value is " + in.peek().name().toLowerCase(Locale.ROOT));
    };
  }

  private FactRecord built(FactRecord.Builder record) throws ProfileFormatException {
    try {
      return record.build();
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private List<Evidence> evidence() throws IOException {
    List<Evidence> list = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      Map<String, String> members = texts();
      list.add(
          new Evidence(
              members.getOrDefault("source", ""),
              members.getOrDefault("locator", ""),
              members.getOrDefault("excerpt", "")));
    }
    in.endArray();
    return list;
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      members.put(in.nextName(), in.nextString());
    }
    in.endObject();
    return members;
  }

  private void findings(List<Finding> findings) throws IOException, ProfileFormatException {
    in.beginArray();
    while (in.hasNext()) {
      Map<String, String> members = new LinkedHashMap<>();
      List<Evidence> evidence = List.of();
      in.beginObject();
      while (in.hasNext()) {
        String name = in.nextName();
        if (name.equals("evidence")) {
          evidence = evidence();
        } else {
          members.put(name, in.nextString());
        }
      }
      in.endObject();
      findings.add(
          new Finding(
              members.getOrDefault("rule", ""),
              constant(
                  Severity.values(), members.getOrDefault("severity", "").toUpperCase(Locale.ROOT)),
              members.getOrDefault("message", ""),
              members.getOrDefault("subject", ""),
              evidence,
              members.getOrDefault("remedy", "")));
    }
    in.endArray();
  }

  private <E extends Enum<E>> E constant(E[] values, String name) throws ProfileFormatException {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw problem("\"" + name + "\" is not one of " + List.of(values));
  }
}
