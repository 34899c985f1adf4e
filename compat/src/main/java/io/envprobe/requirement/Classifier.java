package io.envprobe.requirement;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.requirement.internal.maven.ClassifierWords;
import io.envprobe.requirement.internal.maven.ClassifierWords.Word;
import io.envprobe.requirement.internal.maven.Conventions;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The classifier of a jar with native code: for which machines it is, in the words of
 * os-maven-plugin, JavaCPP, JNA, Netty, LWJGL, JavaFX, DJL, DuckDB, RocksDB and their like. A
 * classifier that names no platform asks nothing; a word next to a platform whose meaning is not
 * known is neither met nor refused.
 *
 * @param artifact the artifact's name; some have conventions of their own, and some name CUDA
 *     ({@code pytorch-native-cu124}); may be empty
 * @param text the classifier; may be empty
 */
public record Classifier(String artifact, String text) {
  public Classifier {
    Objects.requireNonNull(artifact);
    Objects.requireNonNull(text);
  }

  /** Whether it names a platform, or a part of one. */
  public boolean namesPlatform() {
    return ClassifierWords.of(text).stream().anyMatch(Word::isPlatform);
  }

  /**
   * What it asks of a machine.
   *
   * @param span where the classifier is written
   */
  public Condition condition(Span span) {
    return condition(span, false);
  }

  /**
   * What it asks of a machine.
   *
   * @param span where the classifier is written
   * @param filesKnown whether the native files are judged besides: then the C library that the
   *     classifier does not name is theirs to tell
   */
  public Condition condition(Span span, boolean filesKnown) {
    List<Condition> parts = new ArrayList<>();
    for (Word word : ClassifierWords.of(artifact)) {
      if (!word.cuda().isEmpty() || word.row().map(row -> row.has("cuda")).orElse(false)) {
        addAccelerator(word, span.at(span.offset(), 0), parts);
      }
    }
    if (namesPlatform()) {
      List<Word> words = ClassifierWords.of(text);
      for (Word word : words) {
        add(word, span.at(span.offset() + word.start(), word.text().length()), parts);
      }
      Conventions.of(artifact, words).fill(text, span, filesKnown, parts);
    }
    return Condition.all(parts, span);
  }

  private static void add(Word word, Span place, List<Condition> parts) {
    if (!word.isKnown()) {
      parts.add(
          Condition.of(
              new UnreadDemand(
                  "the word " + word.text(),
                  "what " + word.text() + " asks of a machine is not known here",
                  "look it up in the documentation of the artifact"),
              place));
    } else if (word.isPlatform()) {
      word.row().ifPresent(row -> addPlatform(row, word.text(), place, parts));
      addAccelerator(word, place, parts);
    }
  }

  private static void addPlatform(Table row, String word, Span place, List<Condition> parts) {
    if (row.has("os")) {
      parts.add(built(BuiltForDemand.Aspect.SYSTEM, List.of(row.text("os")), word, place));
    }
    if (row.has("arch")) {
      parts.add(built(BuiltForDemand.Aspect.ARCHITECTURE, row.texts("arch"), word, place));
    }
    if (row.has("libc")) {
      parts.add(built(BuiltForDemand.Aspect.LIBC, List.of(row.text("libc")), word, place));
    }
    if (row.has("level")) {
      String level = Long.toString(row.integer("level"));
      parts.add(
          Condition.of(
              new FactDemand(CpuFacts.CPU_LEVEL, FactDemand.Operator.AT_LEAST, level), place));
    }
    if (row.has("like")) {
      String like = row.text("like");
      parts.add(
          Condition.any(
              List.of(
                  Condition.of(
                      new FactDemand(OsFacts.OS_ID, FactDemand.Operator.EQUAL, like), place),
                  Condition.of(
                      new FactDemand(OsFacts.OS_ID_LIKE, FactDemand.Operator.CONTAINS, like),
                      place)),
              place));
    }
  }

  /** A program built with one minor release of CUDA runs on drivers for its major release. */
  private static void addAccelerator(Word word, Span place, List<Condition> parts) {
    if (!word.cuda().isEmpty()) {
      int dot = word.cuda().indexOf('.');
      String major = dot < 0 ? word.cuda() : word.cuda().substring(0, dot);
      parts.add(
          Condition.of(
              new FactDemand(CudaFacts.CUDA_VERSION, FactDemand.Operator.AT_LEAST, major), place));
    } else if (word.row().map(row -> row.has("cuda")).orElse(false)) {
      parts.add(
          Condition.of(
              new FactDemand(CudaFacts.CUDA_VERSION, FactDemand.Operator.PRESENT, ""), place));
    }
  }

  private static Condition built(
      BuiltForDemand.Aspect aspect, List<String> values, String word, Span place) {
    return Condition.of(new BuiltForDemand(aspect, values, word), place);
  }

  /**
   * How much of a machine the build makes use of, for the order among compatible ones: builds for
   * graphics processors first, the newer CUDA before the older, then those for a higher level of
   * the processor, then the one that names more.
   */
  public List<Score.Criterion> criteria() {
    long cuda = 0;
    long level = 0;
    long named = 0;
    List<Word> words = new ArrayList<>(ClassifierWords.of(artifact));
    words.removeIf(word -> word.cuda().isEmpty() && !word.text().equalsIgnoreCase("gpu"));
    words.addAll(ClassifierWords.of(text));
    for (Word word : words) {
      named += word.isPlatform() ? 1 : 0;
      level = Math.max(level, word.row().map(row -> row.integerOr("level", 0)).orElse(0L));
      if (!word.cuda().isEmpty()) {
        cuda = Math.max(cuda, release(word.cuda()));
      } else if (word.row().map(row -> row.has("cuda")).orElse(false)) {
        cuda = Math.max(cuda, 1);
      }
    }
    return List.of(
        Score.Criterion.high("CUDA", cuda, cuda > 0 ? "yes" : "no"),
        Score.Criterion.high("level of the processor", level, Long.toString(level)),
        Score.Criterion.high("words of the platform", named, Long.toString(named)));
  }

  private static long release(String version) {
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    String minor = dot < 0 ? "0" : version.substring(dot + 1);
    return Long.parseLong(major) * 100 + Long.parseLong(minor);
  }
}
