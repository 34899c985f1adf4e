package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.machine.Machines;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.engine.Compatibility;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.Inputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.HostLibraries;
import io.envprobe.requirement.HostSoftware;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the commands that judge requirements share. */
final class Requirements {
  static final Option AGAINST =
      Option.repeatable(
          "--against", "FILE", "judge for the machine of a profile, not for this one: --profile");
  static final Option MATRIX =
      Option.repeatable(
          "--matrix", "FILE", "a table for the machines of many profiles, or a directory of them");
  static final Option FORMAT =
      Option.value("--format", "NAME", "the format, where it is not plain from the name");

  private static final String ENDING = ".json";

  private Requirements() {}

  /** What the user named, read. */
  static List<Candidate> read(String name, Arguments arguments, Inputs inputs)
      throws CommandException, UsageException {
    Source source = Source.of(name, inputs);
    try {
      Optional<String> asked = arguments.value("--format");
      if (asked.isEmpty()) {
        return RequirementFormats.read(source);
      }
      Optional<RequirementFormat> format = RequirementFormats.named(asked.get());
      if (format.isEmpty()) {
        throw new UsageException(
            "there is no format '" + asked.get() + "'" + Similar.hint(asked.get(), names()));
      }
      return format.get().read(source);
    } catch (RequirementException e) {
      throw refused(e);
    }
  }

  /** A source that cannot be read, as the command reports it. */
  static CommandException refused(RequirementException e) {
    return CommandException.at(
        CommandException.Kind.INPUT,
        String.valueOf(e.getMessage()),
        e.span().offset(),
        e.span().length(),
        e.render());
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (RequirementFormat format : RequirementFormats.withInstalled()) {
      names.add(format.name());
    }
    return names;
  }

  /** The facts that candidates ask about. */
  static Set<FactKey<?>> facts(List<Candidate> candidates) {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    candidates.forEach(candidate -> facts.addAll(candidate.requirement().facts()));
    return facts;
  }

  /** The platforms that a command line means, by the name that it gives. */
  static Map<String, Platform> platforms(Invocation call, Set<FactKey<?>> facts)
      throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    Map<String, Platform> platforms = new LinkedHashMap<>();
    List<String> given = new ArrayList<>(arguments.values("--against"));
    for (String name : arguments.values("--matrix")) {
      given.addAll(profiles(name, call.inputs()));
    }
    if (!given.isEmpty() && arguments.has("--profile")) {
      throw new UsageException("--against and --matrix take the place of --profile");
    }
    for (String name : given) {
      Profile profile = Machines.profile(name, call.inputs());
      Machine machine = call.machines().known(profile, arguments);
      platforms.put(name, Platform.of(machine.profile(facts)));
    }
    if (given.isEmpty()) {
      for (Map.Entry<String, Machine> one :
          call.machines().all(arguments, call.inputs()).entrySet()) {
        platforms.put(one.getKey(), platform(one.getValue(), facts, arguments));
      }
    }
    return platforms;
  }

  /** One machine as what requirements are held against. */
  static Platform platform(Machine machine, Set<FactKey<?>> facts, Arguments arguments) {
    if (machine.host().isPresent() && !arguments.has("--replay")) {
      Profile profile = machine.profile(facts);
      Host host = machine.host().get();
      Optional<String> image = arguments.value("--sysroot");
      return Platform.of(
          profile,
          image.isPresent()
              ? HostLibraries.of(host, profile, Path.of(image.get()))
              : HostLibraries.of(host, profile),
          HostSoftware.of(host, profile));
    }
    // A recording has not the files that an artifact asks for, but it has the list of libraries.
    Set<FactKey<?>> all = new LinkedHashSet<>(facts);
    if (facts.contains(LibraryFacts.LIBC_PATH)) {
      all.add(LibraryFacts.LIBS_VISIBLE);
    }
    return Platform.of(machine.profile(all));
  }

  private static List<String> profiles(String name, Inputs inputs) throws CommandException {
    boolean directory =
        !name.startsWith("@")
            && inputs.status(name).answer().filter(status -> status.isDirectory()).isPresent();
    if (!directory) {
      return List.of(name);
    }
    List<String> profiles = new ArrayList<>();
    for (String file : inputs.list(name).answer().orElse(List.of())) {
      if (file.endsWith(ENDING)) {
        profiles.add(name.endsWith("/") ? name + file : name + "/" + file);
      }
    }
    if (profiles.isEmpty()) {
      throw CommandException.of(
          CommandException.Kind.INPUT, name + " has no profiles: no file in it ends with .json");
    }
    return profiles;
  }

  /** What a verdict means as exit code. */
  static int exit(Compatibility compatibility, Arguments arguments) {
    return switch (compatibility) {
      case COMPATIBLE -> ExitCode.TRUE;
      case INCOMPATIBLE -> ExitCode.FALSE;
      case UNDETERMINED ->
          switch (arguments.value("--on-unknown").orElse("report")) {
            case "pass" -> ExitCode.TRUE;
            case "fail" -> ExitCode.FALSE;
            default -> ExitCode.UNDETERMINED;
          };
    };
  }
}
