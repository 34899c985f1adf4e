package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Selection;
import io.envprobe.engine.Verdict;
import io.envprobe.requirement.Score;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Ranked candidates, as text and as JSON. */
public final class SelectionView {
  private static final int FEW = 5;

  private SelectionView() {}

  /** The chosen candidate on standard output; why, and the others, on standard error. */
  public static void show(Output output, Map<String, Selection> byMachine, boolean explain) {
    boolean table = byMachine.size() > 1;
    for (Map.Entry<String, Selection> machine : byMachine.entrySet()) {
      Selection selection = machine.getValue();
      String prefix = table ? machine.getKey() + "  " : "";
      if (selection.chosen().isPresent()) {
        output.text(prefix + selection.chosen().get().candidate().name() + "\n");
        List<Selection.Ranked> ties = selection.ties();
        if (!ties.isEmpty()) {
          output.say(
              "a tie: "
                  + ties.size()
                  + " more as good as this one, the first is "
                  + ties.get(0).candidate().name());
        }
      } else {
        output.text(table ? prefix + "none\n" : "");
        output.say(
            selection.compatibility() == Compatibility.UNDETERMINED
                ? "no candidate is known to be compatible"
                : "no candidate is compatible");
      }
      losers(output, selection, explain || selection.chosen().isEmpty(), explain);
    }
  }

  private static void losers(Output output, Selection selection, boolean show, boolean all) {
    int shown = 0;
    for (Selection.Ranked one : selection.ranked()) {
      boolean chosen = selection.chosen().filter(one::equals).isPresent();
      if (chosen || !show) {
        continue;
      }
      if (!all && shown == FEW) {
        output.say("… (--explain lists all)");
        return;
      }
      shown++;
      output.say(
          VerdictView.word(output.style(), one.compatibility())
              + "  "
              + one.candidate().name()
              + ": "
              + why(selection, one));
    }
  }

  private static String why(Selection selection, Selection.Ranked one) {
    if (one.compatibility() == Compatibility.COMPATIBLE) {
      return selection.why(one);
    }
    List<Verdict.Reason> reasons = selection.verdict(one).reasons();
    return reasons.isEmpty() ? "nothing that it offers fits" : reasons.get(0).answer().reason();
  }

  /** The members of the answer. */
  public static void write(JsonWriter out, Map<String, Selection> byMachine, boolean explain)
      throws IOException {
    if (byMachine.size() == 1) {
      members(out, byMachine.values().iterator().next(), explain);
      return;
    }
    out.name("machines").beginArray();
    for (Map.Entry<String, Selection> machine : byMachine.entrySet()) {
      out.beginObject();
      out.name("machine").value(machine.getKey());
      members(out, machine.getValue(), explain);
      out.endObject();
    }
    out.endArray();
  }

  private static void members(JsonWriter out, Selection selection, boolean explain)
      throws IOException {
    out.name("chosen");
    if (selection.chosen().isPresent()) {
      out.value(selection.chosen().get().candidate().name());
    } else {
      out.nullValue();
    }
    out.name("ties").beginArray();
    for (Selection.Ranked tie : selection.ties()) {
      out.value(tie.candidate().name());
    }
    out.endArray();
    out.name("candidates").beginArray();
    for (Selection.Ranked one : selection.ranked()) {
      out.beginObject();
      out.name("name").value(one.candidate().name());
      out.name("verdict").value(VerdictView.lower(one.compatibility()));
      if (one.compatibility() == Compatibility.COMPATIBLE) {
        out.name("why").value(selection.why(one));
        out.name("score").beginObject();
        for (Score.Criterion criterion : one.score().criteria()) {
          out.name(criterion.name()).value(criterion.shown());
        }
        out.endObject();
      } else {
        out.name("why").value(why(selection, one));
      }
      if (explain) {
        out.name("check").beginObject();
        VerdictView.verdict(out, selection.verdict(one), false);
        out.endObject();
      }
      out.endObject();
    }
    out.endArray();
  }
}
