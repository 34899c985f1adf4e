package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One form being filled for one profile. */
final class FormFilling {
  private final Words words;
  private final Naming naming;
  private final Form form;
  private final List<FactKey<?>> facts = new ArrayList<>();
  private final List<FactKey<?>> missing = new ArrayList<>();

  FormFilling(Words words, Naming naming, Form form) {
    this.words = words;
    this.naming = naming;
    this.form = form;
  }

  /** Adds the words of the form, or notes them as unknown. */
  void add() {
    String label = form.label();
    String override = naming.override(label);
    String stated = override.isEmpty() ? "" : words.override(override);
    if (!stated.isEmpty()) {
      words.add(label, stated, OsFacts.ENV_OVERRIDES);
      return;
    }
    for (String condition : Form.CONDITIONS) {
      if (!holds(condition, form.condition(condition))) {
        return;
      }
    }
    String present = form.present();
    if (!present.isEmpty() && hole(present).isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>(List.of(""));
    for (Form.Piece piece : form.pieces()) {
      texts = joined(texts, piece.hole() ? hole(piece.text()) : List.of(piece.text()));
    }
    List<FactKey<?>> from = List.copyOf(facts);
    for (String text : texts) {
      if (missing.isEmpty()) {
        words.add(label, text, from);
      } else {
        words.missing(missing.get(0), label, text);
      }
    }
  }

  private static List<String> joined(List<String> starts, Collection<String> ends) {
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
    if (values.isEmpty()) {
      return true;
    }
    FactKey<?> key = HoleFacts.key(naming.fact(condition), words.archKey());
    Optional<?> value = words.find(key);
    if (value.isPresent()) {
      return values.contains(value.get().toString());
    }
    if (!words.isUnknown(key)) {
      return false;
    }
    missing.add(key);
    return true;
  }

  /** The words for a hole; none where nothing can be said, a star where it is not known. */
  private Collection<String> hole(String hole) {
    String fact = naming.fact(hole);
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
    return naming.named(hole, HoleFacts.words(fact, value.get()));
  }
}
