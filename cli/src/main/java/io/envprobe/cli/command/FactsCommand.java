package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.FactsView;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.probe.UserFeatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The profile: value, origin, evidence. */
public final class FactsCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "facts",
        "what is known of this machine, where from, and what is not and why",
        "[KEY…]",
        0,
        CommandSpec.ANY,
        List.of(
            Option.flag("--all", "also lists too long for --json: of packages and what they bring"),
            Option.flag("--unknown", "only what could not be found out, and why"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Machine machine = call.machines().of(call.arguments(), call.inputs());
    List<String> names = call.arguments().parameters();
    Profile profile;
    Set<String> shown = new TreeSet<>();
    if (names.isEmpty()) {
      profile = machine.everything();
      profile.facts().forEach(fact -> shown.add(fact.key().name()));
      if (call.output().isJson() && !call.arguments().has("--all")) {
        // A page for people counts them.
        LibraryFacts.inventories().forEach(key -> shown.remove(key.name()));
      }
    } else {
      Set<FactKey<?>> keys = keys(names, machine);
      profile = machine.profile(keys);
      keys.forEach(key -> shown.add(key.name()));
    }
    List<Fact<?>> facts = new ArrayList<>();
    for (String name : shown) {
      Fact<?> fact = fact(profile, name);
      if (!call.arguments().has("--unknown") || fact.reading().isUnknown()) {
        facts.add(fact);
      }
    }
    FactsView.show(call.output(), facts, profile.findings());
    return call.arguments().has("--strict") ? Strictness.exit(facts, profile.findings()) : 0;
  }

  private static Fact<?> fact(Profile profile, String name) {
    Fact<?> found = profile.find(name).orElse(null);
    if (found != null) {
      return found;
    }
    if (name.startsWith(UserFeatures.PREFIX)) {
      return Fact.absent(FactKey.foreign(name, io.envprobe.fact.FactType.TEXT));
    }
    return profile.fact(FactCatalogue.named(name).orElseThrow());
  }

  /**
   * The keys of those names; a name that ends a part of keys, as {@code os}, means all that begin
   * with it.
   */
  private static Set<FactKey<?>> keys(List<String> names, Machine machine) throws UsageException {
    Set<FactKey<?>> known = new HashSet<>(FactCatalogue.all());
    machine.profile(Set.of()).facts().forEach(fact -> known.add(fact.key()));
    Set<FactKey<?>> keys = new HashSet<>();
    for (String name : names) {
      boolean none = true;
      for (FactKey<?> key : known) {
        if (key.name().equals(name) || key.name().startsWith(name + ".")) {
          keys.add(key);
          none = false;
        }
      }
      if (name.startsWith(UserFeatures.PREFIX)) {
        keys.add(FactKey.foreign(name, io.envprobe.fact.FactType.TEXT));
      } else if (none) {
        Set<String> choices = new TreeSet<>();
        known.forEach(key -> choices.add(key.name()));
        throw new UsageException("there is no fact '" + name + "'" + Similar.hint(name, choices));
      }
    }
    return keys;
  }
}
