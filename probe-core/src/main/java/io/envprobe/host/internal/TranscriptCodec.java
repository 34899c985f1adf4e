package io.envprobe.host.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Transcripts as text, a line a step with tabs between the fields: {@code did NAME INDEX STATUS},
 * then {@code NAME=VALUE} for what was given and {@code NAME!VALUE} for what was refused; {@code
 * missing NAME INDEX} for a symbol that the library lacks; {@code at NAME} before a step, which
 * only counts where nothing follows; last {@code end}, or {@code broken STEP KIND DETAIL}.
 */
public final class TranscriptCodec {
  private static final int LINE_LIMIT = 20_000;

  private TranscriptCodec() {}

  /** As text. */
  public static String text(Transcript transcript) {
    StringBuilder text = new StringBuilder();
    for (Transcript.Step step : transcript.steps()) {
      text.append(step.status().isPresent() ? "did\t" : "missing\t");
      text.append(step.name()).append('\t').append(step.index());
      step.status().ifPresent(status -> text.append('\t').append(status));
      new TreeMap<>(step.values())
          .forEach((name, value) -> text.append('\t').append(name).append('=').append(value));
      new TreeMap<>(step.refused())
          .forEach((name, value) -> text.append('\t').append(name).append('!').append(value));
      text.append('\n');
    }
    text.append(
        transcript
            .broken()
            .map(it -> "broken\t" + it.step() + "\t" + it.kind() + "\t" + it.detail())
            .orElse("end"));
    return text.append('\n').toString();
  }

  /**
   * From text; a text without a last line is a conversation whose process broke.
   *
   * @throws IllegalArgumentException where a line is none of a transcript
   */
  public static Transcript parse(String text) {
    List<Transcript.Step> steps = new ArrayList<>();
    String at = "";
    int start = 0;
    int lines = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      String[] fields = text.substring(start, end).split("\t", -1);
      start = end + 1;
      if (++lines > LINE_LIMIT) {
        throw new IllegalArgumentException("a transcript of more than " + LINE_LIMIT + " lines");
      }
      switch (fields[0]) {
        case "at" -> at = field(fields, 1);
        case "did", "missing" -> {
          steps.add(step(fields));
          at = "";
        }
        case "end" -> {
          return new Transcript(steps, Optional.empty());
        }
        case "broken" -> {
          return new Transcript(
              steps,
              Optional.of(
                  new Transcript.Break(
                      field(fields, 1), kind(field(fields, 2)), field(fields, 3))));
        }
        default -> throw new IllegalArgumentException("no line of a transcript: " + fields[0]);
      }
    }
    String where = at.isEmpty() ? "between two calls" : "in " + at;
    return new Transcript(
        steps,
        Optional.of(
            new Transcript.Break(
                at, FailureKind.CRASHED, "the library ended its process " + where)));
  }

  private static Transcript.Step step(String[] fields) {
    boolean did = fields[0].equals("did");
    Map<String, String> values = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    for (int i = did ? 4 : 3; i < fields.length; i++) {
      int split = 0;
      while (split < fields[i].length() && "=!".indexOf(fields[i].charAt(split)) < 0) {
        split++;
      }
      if (split == fields[i].length()) {
        throw new IllegalArgumentException("a value without a name: " + fields[i]);
      }
      Map<String, String> map = fields[i].charAt(split) == '=' ? values : refused;
      map.put(fields[i].substring(0, split), fields[i].substring(split + 1));
    }
    Optional<Long> status = did ? Optional.of(Long.parseLong(field(fields, 3))) : Optional.empty();
    return new Transcript.Step(field(fields, 1), field(fields, 2), status, values, refused);
  }

  private static String field(String[] fields, int index) {
    if (fields.length <= index) {
      throw new IllegalArgumentException("a line of a transcript that is too short");
    }
    return fields[index];
  }

  private static FailureKind kind(String name) {
    return FailureKind.valueOf(name);
  }
}
