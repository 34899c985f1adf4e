package io.envprobe.requirement.internal.yaml;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 whose documents have nothing that JSON cannot have. Tags do not count. Aliases
 * stand for what they name; documents that grow by them beyond reason are refused.
 */
public final class YamlReader {
  /** The longest text that is read, in UTF-16 units. */
  public static final int LONGEST = 8 << 20;

  private static final int DEEPEST = 64;
  private static final int MOST_VALUES = 500_000;

  private final String text;
  private final Span source;
  private final Iterator<Event> events;
  private final int[] places;
  private final Map<Anchor, Named> anchors = new HashMap<>();
  private int values;

  private record Named(Json value, int weight) {}

  private YamlReader(String text, Span source) {
    this.text = text;
    this.source = source;
    this.places = places(text);
    LoadSettings settings =
        LoadSettings.builder().setLabel(source.source()).setCodePointLimit(LONGEST).build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /**
   * The documents of a text, in order; JSON is YAML too.
   *
   * @param source names the text
   */
  public static List<Json> read(String text, Span source) throws RequirementException {
    if (text.length() > LONGEST) {
      throw RequirementException.of(source, "it is longer than " + LONGEST + " characters", "");
    }
    YamlReader reader = new YamlReader(text, source);
    try {
      return reader.documents();
    } catch (MarkedYamlEngineException e) {
      throw reader.error(
          e.getProblemMark().or(e::getContextMark).map(Mark::getIndex).orElse(0), e.getProblem());
    } catch (ReaderException e) {
      throw reader.error(e.getPosition(), "a character that YAML cannot have");
    } catch (YamlEngineException e) {
      throw reader.error(0, "it is no YAML");
    }
  }

  /** Where each code point starts; empty where every one is a single unit. */
  private static int[] places(String text) {
    if (text.codePointCount(0, text.length()) == text.length()) {
      return new int[0];
    }
    int[] places = text.codePoints().toArray();
    int at = 0;
    for (int i = 0; i < places.length; i++) {
      int width = Character.charCount(places[i]);
      places[i] = at;
      at += width;
    }
    return places;
  }

  private List<Json> documents() throws RequirementException {
    List<Json> documents = new ArrayList<>();
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        documents.add(value(events.next(), 0));
      }
    }
    return documents;
  }

  private Json value(Event event, int depth) throws RequirementException {
    if (depth > DEEPEST) {
      throw error(start(event), "it is nested deeper than " + DEEPEST + " levels");
    }
    int before = values;
    count(1, event);
    if (event instanceof AliasEvent alias) {
      Named named = anchors.get(alias.getAlias());
      if (named == null) {
        throw error(start(event), "nothing before it has that name");
      }
      count(named.weight(), event);
      return named.value();
    }
    Json value =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event);
          case SequenceStart -> items(event, depth);
          case MappingStart -> members(event, depth);
          default -> throw error(start(event), "expected a value");
        };
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), new Named(value, values - before));
    }
    return value;
  }

  private void count(int more, Event event) throws RequirementException {
    values += more;
    if (values > MOST_VALUES) {
      throw error(start(event), "it has more than " + MOST_VALUES + " values");
    }
  }

  private Json items(Event first, int depth) throws RequirementException {
    List<Json> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(value(event, depth + 1));
      event = events.next();
    }
    return new Json.Items(items, span(first, event));
  }

  private Json members(Event first, int depth) throws RequirementException {
    Map<String, Json> members = new LinkedHashMap<>();
    Map<String, Span> names = new LinkedHashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      if (!(event instanceof ScalarEvent key)) {
        throw error(start(event), "the name of a member must be a text");
      }
      if (names.put(key.getValue(), span(key, key)) != null) {
        throw error(start(event), "the member " + key.getValue() + " is there twice");
      }
      members.put(key.getValue(), value(events.next(), depth + 1));
      event = events.next();
    }
    return new Json.Members(members, names, span(first, event));
  }

  /** A scalar by the rules of the core schema; a quoted one is a text. */
  private Json scalar(ScalarEvent event) {
    String value = event.getValue();
    Span span = span(event, event);
    if (!event.isPlain()) {
      return new Json.Text(value, span);
    }
    return switch (value) {
      case "", "~", "null", "Null", "NULL" -> new Json.Null(span);
      case "true", "True", "TRUE" -> new Json.Truth(true, span);
      case "false", "False", "FALSE" -> new Json.Truth(false, span);
      default -> isNumber(value) ? new Json.Numeral(value, span) : new Json.Text(value, span);
    };
  }

  private static boolean isNumber(String text) {
    int digits = 0;
    boolean point = false;
    boolean exponent = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = (c == '-' || c == '+') && (i == 0 || "eE".indexOf(text.charAt(i - 1)) >= 0);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point && !exponent) {
        point = true;
      } else if ((c == 'e' || c == 'E') && digits > 0 && !exponent) {
        exponent = true;
      } else if (!sign) {
        return false;
      }
    }
    return digits > 0 && Character.isDigit(text.charAt(text.length() - 1));
  }

  private int place(int codePoint) {
    int at = places.length == 0 ? codePoint : codePoint < places.length ? places[codePoint] : -1;
    return at < 0 ? text.length() : Math.min(at, text.length());
  }

  private static int start(Event event) {
    return event.getStartMark().map(Mark::getIndex).orElse(0);
  }

  private Span span(Event first, Event last) {
    int from = place(start(first));
    int to = place(last.getEndMark().map(Mark::getIndex).orElse(start(first)));
    return source.at(source.offset() + from, Math.max(0, to - from));
  }

  private RequirementException error(int codePoint, String reason) {
    int at = place(codePoint);
    return RequirementException.in(
        text, source.at(source.offset() + at, at < text.length() ? 1 : 0), reason, "");
  }
}
