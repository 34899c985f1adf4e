package io.envprobe.requirement.internal.maven;

import io.envprobe.requirement.BuiltForDemand;
import io.envprobe.requirement.BuiltForDemand.Aspect;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.maven.ClassifierWords.Word;
import io.envprobe.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier leaves out and its artifact's conventions supply.
 *
 * @param row the convention
 * @param system whether the classifier names a system
 * @param architecture whether it names an architecture
 * @param libc whether it names a C library
 * @param linux whether it names Linux
 */
public record Conventions(
    Optional<Table> row, boolean system, boolean architecture, boolean libc, boolean linux) {
  /** Those of an artifact and the words of a classifier. */
  public static Conventions of(String artifact, List<Word> words) {
    boolean system = false;
    boolean architecture = false;
    boolean libc = false;
    boolean linux = false;
    for (Word word : words) {
      if (word.row().isPresent()) {
        Table known = word.row().get();
        system |= known.has("os");
        linux |= known.textOr("os", "").equals("linux");
        libc |= known.has("libc");
        architecture |= known.has("arch") || word.text().startsWith("universal");
      }
    }
    Optional<Table> row = ClassifierWords.convention(artifact);
    linux |= !system && row.map(known -> known.textOr("os", "").equals("linux")).orElse(false);
    return new Conventions(row, system, architecture, libc, linux);
  }

  /** Adds what is left out. */
  public void fill(String classifier, Span span, boolean filesKnown, List<Condition> parts) {
    if (row.isPresent()) {
      Table known = row.get();
      if (!system && known.has("os")) {
        add(Aspect.SYSTEM, List.of(known.text("os")), known.text("os"), span, parts);
      }
      if (!architecture && known.has("arch")) {
        List<String> values = known.texts("arch");
        add(Aspect.ARCHITECTURE, values, String.join(", ", values), span, parts);
      }
    }
    if (linux && !libc && !filesKnown) {
      boolean glibc = row.map(known -> known.has("libc")).orElse(false);
      add(
          glibc ? Aspect.LIBC : Aspect.UNSTATED_LIBC,
          List.of("glibc"),
          glibc ? "glibc" : classifier,
          span,
          parts);
    }
  }

  private static void add(
      Aspect aspect, List<String> values, String word, Span span, List<Condition> parts) {
    parts.add(Condition.of(new BuiltForDemand(aspect, values, word), span));
  }
}
