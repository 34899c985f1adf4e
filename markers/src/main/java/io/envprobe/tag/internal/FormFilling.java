package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One form being filled for one profile. */
final class FormFilling {
  private final Words words;
  private final Form form;
  private final List<FactKey<?>> facts = new ArrayList<>();
  private final List<FactKey<?>> missing = new ArrayList<>();

  FormFilling(Words words, Form form) {
    this.words = words;
    this.form = form;
  }

  /** Adds the words of the form, or notes them as unknown. */
  void add() {
    String stated = form.override().isEmpty() ? "" : words.override(form.override());
    if (!stated.isEmpty()) {
      words.add(form.label(), stated, OsFacts.ENV_OVERRIDES);
      return;
    }
    for (Map.Entry<String, List<String>> condition : form.conditions().entrySet()) {
      if (!holds(condition.getKey(), condition.getValue())) {
        return;
      }
    }
    if (!form.present().isEmpty() && hole(form.present()).isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>(List.of(""));
    for (Form.Piece piece : form.pieces()) {
      texts = joined(texts, piece.hole() ? hole(piece.text()) : List.of(piece.text()));
    }
    for (String text : texts) {
      if (missing.isEmpty()) {
        words.add(form.label(), text, facts.toArray(new FactKey<?>[0]));
      } else {
        words.missing(missing.get(0), form.label(), text);
      }
    }
  }

  private static List<String> joined(List<String> starts, List<String> ends) {
    List<String> texts = new ArrayList<>(starts.size() * ends.size());
    for (String start : starts) {
      for (String end : ends) {
        texts.add(start.concat(end));
      }
    }
    return texts;
  }

  /** Whether a condition of the form holds; one on an unknown fact is left to the holes. */
  private boolean holds(String condition, List<String> values) {
    FactKey<String> key = Form.conditionKey(condition, words.archKey());
    Optional<String> value = words.find(key);
    if (value.isPresent()) {
      return values.contains(value.get());
    }
    if (!words.isUnknown(key)) {
      return false;
    }
    missing.add(key);
    return true;
  }

  /** The words for a hole; none where nothing can be said, a star where it is not known. */
  private List<String> hole(String hole) {
    String fact = form.fact(hole);
    FactKey<?> key = HoleFacts.key(fact, words.archKey());
    Optional<?> value = words.find(key);
    if (value.isEmpty()) {
      if (!words.isUnknown(key)) {
        return List.of();
      }
      missing.add(key);
      return List.of("*");
    }
    if (!facts.contains(key)) {
      facts.add(key);
    }
    return form.named(hole, HoleFacts.words(fact, value.get()));
  }
}
