package io.envprobe.cli.output;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Facts of a profile as words on a page for a person. */
record FactText(Profile profile, Style style) {

  /** The value with its origin, where it was not observed; otherwise why there is none. */
  String value(FactKey<?> key) {
    Fact<?> fact = profile.fact(key);
    if (fact.reading() instanceof Reading.Present<?> present) {
      String origin = fact.origin().name();
      String shown = fact.origin() == Origin.DECLARED ? origin : origin.toLowerCase(Locale.ROOT);
      return present.value() + (fact.origin() == Origin.OBSERVED ? "" : " (" + shown + ")");
    }
    return fact.reading() instanceof Reading.Unknown<?> unknown
        ? "not known: "
            + (unknown.detail().isEmpty()
                ? unknown.cause().name().toLowerCase(Locale.ROOT)
                : unknown.detail())
        : "none";
  }

  /** Yes or no in colour; otherwise as {@link #value}. */
  String truth(FactKey<Boolean> key) {
    if (profile.reading(key) instanceof Reading.Present<Boolean> present) {
      return present.value() ? style.good("yes") : style.bad("no");
    }
    return value(key);
  }

  /** The records of a fact; none where it is absent or unknown. */
  List<FactRecord> records(FactKey<List<FactRecord>> key) {
    return profile.reading(key).asOptional().orElse(List.of());
  }

  /** Whether all of these are known not to be there. */
  boolean areAbsent(FactKey<?>... keys) {
    for (FactKey<?> key : keys) {
      if (!profile.reading(key).isAbsent()) {
        return false;
      }
    }
    return true;
  }

  /** Those that are there, with commas between. */
  @SafeVarargs
  static String words(Optional<String>... parts) {
    List<String> words = new ArrayList<>();
    for (Optional<String> part : parts) {
      part.ifPresent(words::add);
    }
    return String.join(", ", words);
  }

  /** Begins a section of a page. */
  void section(StringBuilder text, String title) {
    text.append('\n').append(style.strong(title)).append('\n');
  }

  /** A line of a section. */
  static void row(Columns columns, String name, String value) {
    columns.row().cell("  " + name).cell(value);
  }
}
