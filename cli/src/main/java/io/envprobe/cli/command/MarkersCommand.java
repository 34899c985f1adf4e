package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.Columns;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.FactsView;
import io.envprobe.cli.output.Style;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.json.FactJson;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.MarkerName;
import io.envprobe.marker.MarkerNames;
import io.envprobe.marker.MarkerValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The marker environment, standard and extended. */
public final class MarkersCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "markers",
        "the environment that marker expressions see, standard and extended",
        "",
        0,
        0,
        List.of(
            Option.flag("--standard", "only the names of published metadata"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    boolean standard = call.arguments().has("--standard");
    Set<FactKey<?>> keys = new HashSet<>();
    for (MarkerName name : MarkerNames.all()) {
      if (!standard || !name.isExtended()) {
        keys.addAll(name.facts());
      }
    }
    Profile profile = call.machines().of(call.arguments(), call.inputs()).profile(keys);
    Map<MarkerName, MarkerValue> values = MarkerEnvironment.of(profile).values();
    if (call.output().isJson()) {
      json(call, values, standard);
    } else {
      text(call, values, standard);
    }
    boolean unknown = values.values().stream().anyMatch(value -> value.reading().isUnknown());
    return call.arguments().has("--strict") && unknown ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }

  private static void json(Invocation call, Map<MarkerName, MarkerValue> values, boolean standard) {
    call.output()
        .json(
            out -> {
              out.name("markers").beginObject();
              for (Map.Entry<MarkerName, MarkerValue> entry : values.entrySet()) {
                if (standard && entry.getKey().isExtended()) {
                  continue;
                }
                out.name(entry.getKey().name()).beginObject();
                FactJson.reading(out, entry.getValue().reading());
                out.name("origin").value(entry.getValue().origin().name());
                out.endObject();
              }
              out.endObject();
            });
  }

  private static void text(Invocation call, Map<MarkerName, MarkerValue> values, boolean standard) {
    Style style = call.output().style();
    Columns columns = new Columns();
    for (Map.Entry<MarkerName, MarkerValue> entry : values.entrySet()) {
      MarkerName name = entry.getKey();
      if (standard && name.isExtended()) {
        continue;
      }
      columns.row().cell(name.name(), style.strong(name.name()));
      Reading<?> reading = entry.getValue().reading();
      if (reading instanceof Reading.Present<?> present) {
        columns.cell(FactsView.value(present.value()));
      } else if (reading instanceof Reading.Unknown<?> unknown) {
        String cause =
            "unknown: " + unknown.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        columns
            .cell(cause, style.unsure(cause))
            .cell(unknown.detail(), style.faint(unknown.detail()));
      } else {
        columns.cell("absent", style.faint("absent"));
      }
    }
    call.output().text(columns.text());
  }
}
