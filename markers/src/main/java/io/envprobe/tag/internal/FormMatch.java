package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text taken for a word of one form: what it asks for, part by part, and what the machine has.
 */
final class FormMatch {
  private static final int LONGEST = 200;

  private final Words words;
  private final Naming naming;
  private final Form form;
  private final List<Form.Piece> pieces;
  private final List<String> failing = new ArrayList<>();
  private final List<FactKey<?>> facts = new ArrayList<>();
  private final List<FactKey<?>> unknown = new ArrayList<>();
  private List<String> best = List.of();
  private int bestScore = -1;
  private boolean labelled;

  private FormMatch(Words words, Naming naming, Form form) {
    this.words = words;
    this.naming = naming;
    this.form = form;
    pieces = form.pieces();
  }

  /** The text in that form; nothing where it has another one. */
  static Optional<FormMatch> of(Words words, Naming naming, Form form, String text) {
    String prefix = form.label().concat("=");
    boolean labelled = !form.label().isEmpty() && text.startsWith(prefix);
    String bare = labelled ? text.substring(prefix.length()) : text;
    FormMatch match = new FormMatch(words, naming, form);
    if (bare.length() > LONGEST) {
      return Optional.empty();
    }
    match.align(bare, 0, 0, new ArrayList<>());
    if (match.bestScore < 0) {
      return Optional.empty();
    }
    match.labelled = labelled;
    match.judge();
    return Optional.of(match);
  }

  /** What does not fit, as phrases. */
  List<String> failing() {
    return failing;
  }

  /** The facts of the parts that do not fit. */
  List<FactKey<?>> facts() {
    return facts;
  }

  /** The facts that are not known and would decide. */
  List<FactKey<?>> unknown() {
    return unknown;
  }

  /** Whether the form is nothing but a hole that any text fits. */
  boolean isFree() {
    return !labelled
        && pieces.size() == 1
        && pieces.get(0).hole()
        && !naming.hasNames(pieces.get(0).text());
  }

  /** Whether every hole has a name that the ecosystem uses. */
  boolean isSpoken() {
    int at = 0;
    for (Form.Piece piece : pieces) {
      if (piece.hole() && naming.values(piece.text(), best.get(at++)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Tries every way to divide the text among the holes, and keeps the best. */
  private void align(String text, int from, int piece, List<String> asked) {
    if (piece == pieces.size()) {
      int score = from == text.length() ? score(asked) : -1;
      if (score > bestScore) {
        bestScore = score;
        best = List.copyOf(asked);
      }
      return;
    }
    Form.Piece next = pieces.get(piece);
    if (!next.hole()) {
      if (text.startsWith(next.text(), from)) {
        align(text, from + next.text().length(), piece + 1, asked);
      }
      return;
    }
    boolean last = piece == pieces.size() - 1;
    for (int end = last ? text.length() : from + 1; end > from && end <= text.length(); end++) {
      asked.add(text.substring(from, end));
      align(text, end, piece + 1, asked);
      asked.remove(asked.size() - 1);
    }
  }

  private int score(List<String> asked) {
    int score = 0;
    int at = 0;
    for (Form.Piece piece : pieces) {
      if (piece.hole()) {
        String word = asked.get(at++);
        score += here(piece.text()).contains(word) ? 4 : 0;
        score += naming.values(piece.text(), word).isEmpty() ? 0 : 2;
      }
    }
    return score;
  }

  /** What the machine has for a hole, in the ecosystem's names. */
  private List<String> here(String hole) {
    String fact = naming.fact(hole);
    Optional<?> value = words.find(HoleFacts.key(fact, words.archKey()));
    List<String> named = new ArrayList<>();
    if (value.isPresent()) {
      for (String word : HoleFacts.words(fact, value.get())) {
        naming.named(hole, word).ifPresent(named::add);
      }
    }
    return named;
  }

  private void judge() {
    int at = 0;
    for (Form.Piece piece : pieces) {
      if (piece.hole()) {
        judge(piece.text(), best.get(at++));
      }
    }
    if (!form.present().isEmpty()) {
      FactKey<?> key = HoleFacts.key(form.present(), words.archKey());
      if (words.isUnknown(key)) {
        unknown.add(key);
      } else if (words.find(key).isEmpty()) {
        fails(key, "this word needs " + key.name());
      }
    }
    for (String condition : Form.CONDITIONS) {
      List<String> values = form.condition(condition);
      if (!values.isEmpty()) {
        judge(values, HoleFacts.key(naming.fact(condition), words.archKey()));
      }
    }
  }

  private void judge(List<String> values, FactKey<?> key) {
    Optional<?> value = words.find(key);
    if (value.isPresent() && !values.contains(value.get().toString()) && !facts.contains(key)) {
      fails(key, "such words are for " + key.name() + " " + either(values));
    } else if (words.isUnknown(key)) {
      unknown.add(key);
    }
  }

  private void judge(String hole, String asked) {
    FactKey<?> key = HoleFacts.key(naming.fact(hole), words.archKey());
    List<String> meant = naming.values(hole, asked);
    if (meant.isEmpty()) {
      fails(key, "'" + asked + "' is no name here for " + key.name());
    } else if (words.isUnknown(key)) {
      unknown.add(key);
    } else if (!here(hole).contains(asked)) {
      fails(key, "'" + asked + "' asks for " + key.name() + " " + either(meant));
    }
  }

  private void fails(FactKey<?> key, String what) {
    Optional<?> value = words.find(key);
    boolean several = value.isPresent() && value.get() instanceof List<?>;
    failing.add(
        what + (several ? ", which is not among them" : ", and it is " + words.valueOf(key)));
    facts.add(key);
  }

  private static String either(List<String> values) {
    return String.join(" or ", values);
  }
}
