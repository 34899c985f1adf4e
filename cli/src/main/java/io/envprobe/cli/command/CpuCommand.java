package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.CpuView;
import io.envprobe.cli.output.FactsView;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.target.CpuExamination;
import io.envprobe.target.CpuInput;
import io.envprobe.target.CpuPage;
import io.envprobe.target.CrossCheck;
import io.envprobe.target.CrossChecked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processor in depth: of this machine, or of any other by a raw text about it. */
public final class CpuCommand implements Command {
  private static final String PREFIX = "cpu.";
  private static final int TEXT_LIMIT = 16 << 20;

  private static final List<String> TEXTS = List.of("--cpuinfo", "--cpuid-dump", "--sysctl");

  private static final List<String> MACHINES = List.of("--profile", "--sysroot", "--replay");

  /** What a text must tell at least one of to be a text about a processor. */
  private static final List<FactKey<?>> TELLING =
      List.of(CpuFacts.CPU_VENDOR, CpuFacts.CPU_BRAND, CpuFacts.CPU_SILICON, CpuFacts.CPU_FEATURES);

  @Override
  public CommandSpec spec() {
    List<Option> options = new ArrayList<>();
    options.add(Option.value("--cpuinfo", "FILE", "examine a copy of /proc/cpuinfo instead"));
    options.add(
        Option.value(
            "--cpuid-dump",
            "FILE",
            "examine answers of CPUID: decimal lines, JSON, cpuid -r, InstLatX64"));
    options.add(Option.value("--sysctl", "FILE", "examine what sysctl prints on macOS"));
    options.add(Option.value("--arch", "ARCH", "with those: the architecture, as uname -m has it"));
    options.add(
        Option.choice(
            "--os", List.of("linux", "macos", "darwin", "windows"), "with those: the system"));
    options.add(Option.flag("--cross-check", "also ask OSHI, where it is on the class path"));
    options.addAll(TargetQuestions.OPTIONS);
    options.add(CommonOptions.STRICT);
    return new CommandSpec(
        "cpu",
        "the processor: silicon, usable features, levels, targets, and what is hidden",
        "",
        0,
        0,
        options,
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Optional<CrossChecked> checked = Optional.empty();
    Profile profile = profile(call);
    if (call.arguments().has("--cross-check")) {
      checked = Optional.of(crossChecked(call.arguments(), profile));
      profile = checked.get().profile();
    }
    return answer(call, profile, checked);
  }

  private static int answer(Invocation call, Profile profile, Optional<CrossChecked> checked)
      throws UsageException {
    TargetQuestions questions = TargetQuestions.of(call.arguments(), profile);
    List<Fact<?>> facts = new ArrayList<>();
    for (Fact<?> fact : profile.facts()) {
      if (fact.key().name().startsWith(PREFIX)) {
        facts.add(fact);
      }
    }
    List<Finding> findings = profile.findings();
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                FactsView.write(out, facts, findings);
                questions.write(out);
                if (checked.isPresent()) {
                  CpuView.write(out, checked.get());
                }
              });
    } else if (questions.isAny()) {
      questions.show(call.output());
    } else {
      CpuView.show(call.output(), CpuPage.of(profile));
      checked.ifPresent(check -> CpuView.show(call.output(), check));
    }
    if (!call.arguments().has("--strict")) {
      return 0;
    }
    return questions.isAny() ? questions.strictExit() : Strictness.exit(facts, findings);
  }

  private static CrossChecked crossChecked(Arguments arguments, Profile profile)
      throws UsageException {
    List<String> elsewhere = new ArrayList<>(TEXTS);
    elsewhere.addAll(MACHINES);
    elsewhere.add("--no-native");
    for (String option : elsewhere) {
      if (arguments.has(option)) {
        throw new UsageException(
            "--cross-check and " + option + " exclude each other: OSHI looks at this machine only");
      }
    }
    List<CrossCheck> installed = CrossCheck.installed();
    return installed.isEmpty()
        ? CrossChecked.of(
            profile, "none", Reading.unknown(UnknownCause.UNSUPPORTED, "no detector is installed"))
        : CrossChecked.of(profile, installed.get(0).detector(), installed.get(0).ask());
  }

  private static Profile profile(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<CpuInput> texts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String option : TEXTS) {
      if (arguments.has(option)) {
        String name = arguments.value(option).orElseThrow();
        if (name.equals("-") && names.contains("-")) {
          throw new UsageException("standard input can be only one of the texts");
        }
        names.add(name);
        texts.add(CpuInput.of(kind(option), name, text(name, call.inputs())));
      }
    }
    if (texts.isEmpty()) {
      for (String option : List.of("--arch", "--os")) {
        if (arguments.has(option)) {
          throw new UsageException(
              option
                  + " goes with --cpuinfo, --cpuid-dump or --sysctl: it says whose text that is");
        }
      }
      Machine machine = call.machines().of(arguments, call.inputs());
      return machine.profile(keys());
    }
    for (String option : MACHINES) {
      if (arguments.has(option)) {
        throw new UsageException(option + " and a raw text cannot both be the machine");
      }
    }
    Profile examined = examined(arguments, texts, String.join(", ", names));
    return call.machines().known(examined, arguments).profile(keys());
  }

  private static CpuInput.Kind kind(String option) {
    return switch (option) {
      case "--cpuinfo" -> CpuInput.Kind.CPUINFO;
      case "--cpuid-dump" -> CpuInput.Kind.CPUID;
      default -> CpuInput.Kind.SYSCTL;
    };
  }

  private static Profile examined(Arguments arguments, List<CpuInput> texts, String names)
      throws CommandException {
    CpuExamination examination =
        CpuExamination.of(
            arguments.value("--arch").orElse(""), arguments.value("--os").orElse(""), texts);
    Profile profile = new Profile(examination.facts(), examination.findings(), Map.of());
    // With the architecture given, archspec answers to any text, and so do we.
    boolean tells =
        arguments.has("--arch") && profile.reading(CpuFacts.CPU_ARCHSPEC_COMPAT).isPresent();
    for (FactKey<?> key : TELLING) {
      tells |= profile.reading(key).isPresent();
    }
    if (tells) {
      return profile;
    }
    throw CommandException.of(
        CommandException.Kind.INPUT,
        names
            + ": nothing in it tells of a processor; --cpuinfo takes /proc/cpuinfo, --sysctl lines 'name: value', --cpuid-dump lines 'leaf, subleaf, eax, ebx, ecx, edx', JSON arrays of those, or the output of cpuid -r");
  }

  private static String text(String name, Inputs inputs) throws CommandException {
    Outcome<byte[]> content = inputs.read(name, TEXT_LIMIT);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    return new String(content.answer().orElseThrow(), StandardCharsets.UTF_8);
  }

  private static Set<FactKey<?>> keys() {
    Set<FactKey<?>> keys = new HashSet<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      if (key.name().startsWith(PREFIX)) {
        keys.add(key);
      }
    }
    return keys;
  }
}
