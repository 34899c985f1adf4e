package io.envprobe.cli.command;

import com.google.gson.stream.JsonWriter;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CpuView;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.Output;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.target.CompilerFlags;
import io.envprobe.target.Relation;
import io.envprobe.target.Targets;
import io.envprobe.target.WhyNot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of one target: its flags, a feature, its place in the order, why it fails. */
final class TargetQuestions {
  static final List<Option> OPTIONS =
      List.of(
          Option.value("--why-not", "TARGET", "what keeps code for a target from running"),
          Option.value("--target", "NAME", "ask the next three of this target, not the machine's"),
          Option.value("--flags", "COMPILER[@VERSION]", "the flags that make code for the target"),
          Option.value("--contains", "FEATURE", "whether the target has a feature"),
          Option.value("--compare", "TARGET", "whether the target is less, equal or greater"));

  private final Optional<WhyNot> whyNot;
  private final Reading<String> target;
  private final Optional<String> compiler;
  private final Optional<CompilerFlags> flags;
  private final Optional<String> feature;
  private final Optional<String> other;

  private TargetQuestions(Arguments arguments, Profile profile) throws UsageException {
    target = target(arguments, profile);
    whyNot =
        arguments.has("--why-not")
            ? Optional.of(WhyNot.of(profile, arguments.value("--why-not").orElseThrow()))
            : Optional.empty();
    if (whyNot.isPresent() && whyNot.get().status() == WhyNot.Status.UNKNOWN_TARGET) {
      throw new UsageException(whyNot.get().message());
    }
    compiler = arguments.value("--flags");
    flags = compiler.isPresent() ? flags(compiler.get()) : Optional.empty();
    feature = arguments.value("--contains");
    other =
        arguments.has("--compare")
            ? Optional.of(known(arguments.value("--compare").orElseThrow()))
            : Optional.empty();
    boolean asksTarget = compiler.isPresent() || feature.isPresent() || other.isPresent();
    if (arguments.has("--target") && !asksTarget) {
      throw new UsageException("--target goes with --flags, --contains or --compare");
    }
  }

  /**
   * The questions of a command line.
   *
   * @throws UsageException where a name is that of no target, or a version is none
   */
  static TargetQuestions of(Arguments arguments, Profile profile) throws UsageException {
    return new TargetQuestions(arguments, profile);
  }

  private static Reading<String> target(Arguments arguments, Profile profile)
      throws UsageException {
    return arguments.has("--target")
        ? Reading.present(known(arguments.value("--target").orElseThrow()))
        : profile.reading(CpuFacts.CPU_TARGET);
  }

  private static String known(String name) throws UsageException {
    if (!Targets.shipped().contains(name)) {
      throw new UsageException(
          "there is no target '" + name + "'" + Similar.hint(name, Targets.shipped().names()));
    }
    return name;
  }

  private Optional<CompilerFlags> flags(String words) throws UsageException {
    int at = words.indexOf('@');
    if (!(target instanceof Reading.Present<String> of)) {
      return Optional.empty();
    }
    if (at < 0) {
      return Optional.of(CompilerFlags.newest(of.value(), words));
    }
    CompilerFlags found =
        CompilerFlags.lookUp(of.value(), words.substring(0, at), words.substring(at + 1));
    if (found.status() == CompilerFlags.Status.INVALID_VERSION) {
      throw new UsageException("--flags " + words + ": " + found.message());
    }
    return Optional.of(found);
  }

  /** Whether anything is asked. */
  boolean isAny() {
    return whyNot.isPresent() || compiler.isPresent() || feature.isPresent() || other.isPresent();
  }

  /** One answer a line; what is no answer goes to standard error. */
  void show(Output output) {
    whyNot.ifPresent(answer -> CpuView.show(output, answer));
    if (!(target instanceof Reading.Present<String> of)) {
      if (compiler.isPresent() || feature.isPresent() || other.isPresent()) {
        output.say(noTarget() + "; name one with --target");
      }
      return;
    }
    if (flags.isPresent()) {
      CompilerFlags answer = flags.get();
      if (answer.status() == CompilerFlags.Status.FLAGS) {
        output.text(answer.flags() + "\n");
      }
      if (!answer.message().isEmpty()) {
        output.say(answer.message());
      }
    }
    if (feature.isPresent()) {
      output.text(contains(of.value(), feature.get()) + "\n");
    }
    if (other.isPresent()) {
      output.text(sign(Targets.shipped().relation(of.value(), other.get())) + "\n");
    }
  }

  /** The same as members of a JSON object. */
  void write(JsonWriter out) throws IOException {
    if (whyNot.isPresent()) {
      CpuView.write(out, whyNot.get());
    }
    if (compiler.isPresent()) {
      int at = compiler.get().indexOf('@');
      out.name("flags").beginObject();
      writeTarget(out);
      out.name("compiler").value(at < 0 ? compiler.get() : compiler.get().substring(0, at));
      if (at >= 0) {
        out.name("version").value(compiler.get().substring(at + 1));
      }
      if (flags.isPresent()) {
        out.name("status").value(flags.get().status().name().toLowerCase(Locale.ROOT));
        out.name("flags").value(flags.get().flags());
        out.name("message").value(flags.get().message());
      }
      out.endObject();
    }
    if (feature.isPresent()) {
      out.name("contains").beginObject();
      writeTarget(out);
      out.name("feature").value(feature.get());
      if (target instanceof Reading.Present<String> of) {
        out.name("result").value(contains(of.value(), feature.get()));
      }
      out.endObject();
    }
    if (other.isPresent()) {
      out.name("relation").beginObject();
      writeTarget(out);
      out.name("other").value(other.get());
      if (target instanceof Reading.Present<String> of) {
        Relation relation = Targets.shipped().relation(of.value(), other.get());
        out.name("result").value(relation.name().toLowerCase(Locale.ROOT));
      }
      out.endObject();
    }
  }

  private void writeTarget(JsonWriter out) throws IOException {
    if (target instanceof Reading.Present<String> of) {
      out.name("target").value(of.value());
    } else {
      out.name("status").value("undetermined");
      out.name("message").value(noTarget());
    }
  }

  private String noTarget() {
    String why = target instanceof Reading.Unknown<String> unknown ? ": " + unknown.detail() : "";
    return "the target of this machine is not known" + why;
  }

  private static String contains(String target, String feature) {
    return Targets.shipped().has(target, feature) ? "TRUE" : "FALSE";
  }

  private static String sign(Relation relation) {
    return switch (relation) {
      case LESS -> "<";
      case EQUAL -> "=";
      case GREATER -> ">";
      case INCOMPARABLE -> "incomparable";
    };
  }

  /** For {@code --strict}: 1 where code does not run or there are no flags, 3 for what is open. */
  int strictExit() {
    boolean asksTarget = compiler.isPresent() || feature.isPresent() || other.isPresent();
    boolean refused =
        (flags.isPresent() && flags.get().status() != CompilerFlags.Status.FLAGS)
            || (whyNot.isPresent()
                && whyNot.get().status() != WhyNot.Status.RUNS
                && whyNot.get().status() != WhyNot.Status.UNDETERMINED);
    if (refused) {
      return ExitCode.FALSE;
    }
    boolean open =
        (asksTarget && !target.isPresent())
            || (whyNot.isPresent() && whyNot.get().status() == WhyNot.Status.UNDETERMINED);
    return open ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }
}
