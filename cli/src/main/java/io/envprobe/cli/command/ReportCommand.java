package io.envprobe.cli.command;

import io.envprobe.blas.Rules;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.FactsView;
import io.envprobe.cli.output.ProgramVersion;
import io.envprobe.cli.output.VerdictView;
import io.envprobe.cli.page.Report;
import io.envprobe.cli.page.ReportPage;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.LiveInputs;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One HTML page of a machine, or of artifacts × machines. */
public final class ReportCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "report",
        "one HTML page of a machine, or of artifacts × machines, with the reason for each answer",
        "[PATH…]",
        0,
        CommandSpec.ANY,
        List.of(
            Option.flag("--html", "as one self-contained HTML page, as without it"),
            Option.value("--output", "FILE", "where to write; standard output without it"),
            Requirements.AGAINST,
            Requirements.MATRIX,
            Requirements.FORMAT,
            CommonOptions.ON_UNKNOWN),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<Candidate> candidates = new ArrayList<>();
    for (String name : arguments.parameters()) {
      candidates.addAll(Requirements.read(name, arguments, call.inputs()));
    }
    boolean several =
        arguments.has("--against")
            || arguments.has("--matrix")
            || arguments.values("--profile").size() > 1;
    if (several && candidates.isEmpty()) {
      throw new UsageException("a report of several machines needs artifacts to compare them by");
    }
    Map<String, List<Verdict>> verdicts = verdicts(call, candidates);
    Optional<Machine> machine =
        several ? Optional.empty() : Optional.of(call.machines().of(arguments, call.inputs()));
    Optional<Profile> profile = machine.map(Machine::everything);
    List<Finding> findings = new ArrayList<>();
    if (profile.isPresent()) {
      findings.addAll(profile.get().findings());
      findings.addAll(numerical(call, machine.orElseThrow(), profile.get()));
    }
    Compatibility overall = Compatibility.COMPATIBLE;
    for (List<Verdict> each : verdicts.values()) {
      for (Verdict verdict : each) {
        overall = overall.and(verdict.compatibility());
      }
    }
    if (call.output().isJson()) {
      Compatibility answer = overall;
      call.output()
          .json(
              out -> {
                FactsView.write(
                    out, profile.map(one -> List.copyOf(one.facts())).orElse(List.of()), findings);
                if (!verdicts.isEmpty()) {
                  VerdictView.write(out, answer, verdicts, false);
                }
              });
    } else {
      Map<String, List<String>> tags = profile.map(ReportCommand::tags).orElse(Map.of());
      String page =
          ReportPage.of(new Report(profile, tags, findings, verdicts, ProgramVersion.text()));
      write(call, page);
    }
    return candidates.isEmpty() ? ExitCode.TRUE : Requirements.exit(overall, arguments);
  }

  private static Map<String, List<Verdict>> verdicts(Invocation call, List<Candidate> candidates)
      throws UsageException, CommandException {
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    if (candidates.isEmpty()) {
      return verdicts;
    }
    Map<String, Platform> platforms = Requirements.platforms(call, Requirements.facts(candidates));
    for (Map.Entry<String, Platform> platform : platforms.entrySet()) {
      List<Verdict> here = new ArrayList<>();
      for (Candidate candidate : candidates) {
        here.add(Engine.check(candidate.requirement(), platform.getValue()));
      }
      verdicts.put(platform.getKey(), here);
    }
    return verdicts;
  }

  /** What is wrong with the numerical libraries, where the machine's files can be looked at. */
  private static List<Finding> numerical(Invocation call, Machine machine, Profile profile)
      throws UsageException, CommandException {
    return machine.host().isPresent() && profile.reading(LibraryFacts.LIBC_PATH).isPresent()
        ? Rules.check(BlasMachine.of(call, Map.of()).scopes().installed())
        : List.of();
  }

  private static Map<String, List<String>> tags(Profile profile) {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      TagSet set = vocabulary.tags(profile, TagOptions.NONE);
      List<String> words = new ArrayList<>();
      for (Tag tag : set.best(vocabulary.best())) {
        words.add(tag.line());
      }
      if (!words.isEmpty()) {
        tags.put(set.vocabulary(), words);
      }
    }
    return tags;
  }

  private static void write(Invocation call, String page) throws CommandException {
    Optional<String> name = call.arguments().value("--output");
    if (name.isEmpty()) {
      call.output().text(page);
      return;
    }
    byte[] content = page.getBytes(StandardCharsets.UTF_8);
    Outcome<Integer> written = LiveInputs.write(name.get(), content);
    if (written instanceof Outcome.Failure<Integer> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    call.output().say(name.get() + ": " + content.length + " bytes");
  }
}
