package io.envprobe.cli.machine;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Profile;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.HostPermission;
import io.envprobe.host.Inputs;
import io.envprobe.host.LiveHost;
import io.envprobe.host.Outcome;
import io.envprobe.host.RecordedHost;
import io.envprobe.host.SysrootHost;
import io.envprobe.host.Witness;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The machines of one process: each is looked at once for the same options, until they are
 * forgotten.
 */
public final class Machines {
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  private final Map<List<Object>, Machine> machines = new HashMap<>();
  private final boolean watched;
  private final List<Witness> witnesses = new ArrayList<>();

  /** Machines of which nobody wants to know later what they answered. */
  public Machines() {
    this(false);
  }

  /** Machines whose answers are noted, if that is wanted. */
  public Machines(boolean watched) {
    this.watched = watched;
  }

  /**
   * What this machine answered, for {@link Witness#agrees}; empty where that cannot be told, or
   * where what was found did not follow from it alone.
   */
  public synchronized Optional<String> notes() {
    for (Machine machine : machines.values()) {
      if (!machine.isThoughtThrough()) {
        return Optional.empty();
      }
    }
    return witnesses.size() == 1 ? witnesses.get(0).notes() : Optional.empty();
  }

  /** Forgets what was found, so that the next question looks again. */
  public synchronized void forget() {
    machines.clear();
  }

  /**
   * Every machine that a command line means, by the name that it gives: one for each {@code
   * --profile}, otherwise one.
   *
   * @throws UsageException as {@link #of}
   * @throws CommandException as {@link #of}
   */
  public Map<String, Machine> all(Arguments arguments, Inputs inputs)
      throws UsageException, CommandException {
    List<String> profiles = arguments.values("--profile");
    if (profiles.size() < 2) {
      return Map.of(profiles.isEmpty() ? "here" : profiles.get(0), of(arguments, inputs));
    }
    Profile declared = Declarations.of(arguments);
    Map<String, Machine> all = new LinkedHashMap<>();
    for (String name : profiles) {
      all.put(name, Machine.of(profile(name, inputs), declared));
    }
    return all;
  }

  /**
   * The machine that a command line means.
   *
   * @throws UsageException where its options exclude each other
   * @throws CommandException where a file that they name cannot be read
   */
  public Machine of(Arguments arguments, Inputs inputs) throws UsageException, CommandException {
    return of(arguments, inputs, true);
  }

  /**
   * The same machine without child processes that call libraries of vendors: what is known of
   * devices then comes from files.
   *
   * @throws UsageException as {@link #of}
   * @throws CommandException as {@link #of}
   */
  public Machine withoutConversations(Arguments arguments, Inputs inputs)
      throws UsageException, CommandException {
    return of(arguments, inputs, false);
  }

  private synchronized Machine of(Arguments arguments, Inputs inputs, boolean conversations)
      throws UsageException, CommandException {
    int sources = 0;
    for (String source : List.of("--profile", "--sysroot", "--replay")) {
      sources += arguments.has(source) ? 1 : 0;
    }
    if (sources > 1) {
      throw new UsageException("of --profile, --sysroot and --replay only one can be the machine");
    }
    if (arguments.values("--profile").size() > 1) {
      throw new UsageException("only one --profile can be the machine here");
    }
    if (arguments.has("--on-host") && !arguments.has("--sysroot")) {
      throw new UsageException("--on-host goes with --sysroot");
    }
    boolean standardInput =
        arguments.value("--profile").equals(Optional.of("-"))
            || arguments.value("--replay").equals(Optional.of("-"));
    if (standardInput) {
      return open(arguments, inputs, conversations); // Another request has another standard input.
    }
    List<Object> key =
        List.of(
            arguments.value("--profile"),
            arguments.value("--sysroot"),
            arguments.value("--replay"),
            arguments.has("--on-host"),
            arguments.values("--set"),
            arguments.value("--python"),
            arguments.value("--timeout"),
            arguments.has("--no-native"),
            arguments.has("--no-cache"),
            arguments.has("--run-python"),
            conversations);
    Machine machine = machines.get(key);
    if (machine == null) {
      machine = open(arguments, inputs, conversations);
      machines.put(key, machine);
    }
    return machine;
  }

  /** A machine of which only that profile is known, with the facts that a command line declares. */
  public Machine known(Profile profile, Arguments arguments) throws UsageException {
    return Machine.of(profile, Declarations.of(arguments));
  }

  /** The facts that a command line declares. */
  public Profile declared(Arguments arguments) throws UsageException {
    return Declarations.of(arguments);
  }

  /**
   * A machine that was kept as a file: a profile, a baseline ({@code @debian-12}) or a recording.
   *
   * @throws CommandException where it is none of these
   */
  public Machine kept(String name, Inputs inputs) throws CommandException {
    if (!name.startsWith("@")) {
      byte[] bytes = read(name, Integer.MAX_VALUE - 8, inputs);
      if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
        return Machine.of(recording(name, bytes), Profile.EMPTY, Duration.ofMinutes(1));
      }
      return Machine.of(document(name, bytes), Profile.EMPTY);
    }
    return Machine.of(profile(name, inputs), Profile.EMPTY);
  }

  private Machine open(Arguments arguments, Inputs inputs, boolean conversations)
      throws UsageException, CommandException {
    Profile declared = Declarations.of(arguments);
    Duration limit = limit(arguments);
    if (arguments.has("--profile")) {
      return Machine.of(profile(arguments.value("--profile").orElseThrow(), inputs), declared);
    }
    return Machine.of(host(arguments, inputs, conversations), declared, limit);
  }

  private Host host(Arguments arguments, Inputs inputs, boolean conversations)
      throws CommandException {
    if (arguments.has("--replay")) {
      String name = arguments.value("--replay").orElseThrow();
      return recording(name, read(name, Integer.MAX_VALUE - 8, inputs));
    }
    if (arguments.has("--sysroot")) {
      String name = arguments.value("--sysroot").orElseThrow();
      boolean directory = inputs.status(name).answer().map(FileStatus::isDirectory).orElse(false);
      if (!directory) {
        throw CommandException.of(
            CommandException.Kind.INPUT, "--sysroot needs a directory, and " + name + " is none");
      }
      Path root = Path.of(name);
      return arguments.has("--on-host")
          ? SysrootHost.on(live(arguments, conversations), root)
          : SysrootHost.of(root);
    }
    return live(arguments, conversations);
  }

  private static Host recording(String name, byte[] bytes) throws CommandException {
    try {
      return RecordedHost.load(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw CommandException.of(CommandException.Kind.INPUT, name + ": " + e.getMessage());
    }
  }

  private static Profile document(String name, byte[] bytes) throws CommandException {
    try {
      return ProfileJson.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (ProfileFormatException e) {
      throw CommandException.of(CommandException.Kind.INPUT, name + ": " + e.getMessage());
    }
  }

  private Host live(Arguments arguments, boolean conversations) {
    Set<HostPermission> permissions = new HashSet<>();
    if (arguments.has("--run-python")) {
      permissions.add(HostPermission.COMMANDS);
    }
    if (!arguments.has("--no-native")) {
      permissions.add(HostPermission.NATIVE_CALLS);
      if (conversations) {
        permissions.add(HostPermission.CONVERSATIONS);
      }
      if (!arguments.has("--no-cache")) {
        permissions.add(HostPermission.CACHE);
      }
    }
    Host host = new LiveHost(permissions);
    if (!watched) {
      return host;
    }
    Witness witness = new Witness(host);
    witnesses.add(witness);
    return witness;
  }

  /** A profile from a file, from standard input, or of a baseline. */
  public static Profile profile(String name, Inputs inputs) throws CommandException {
    if (name.startsWith("@")) {
      return baseline(name.substring(1));
    }
    return document(name, read(name, Inputs.DOCUMENT_LIMIT, inputs));
  }

  private static Profile baseline(String name) throws CommandException {
    Optional<Profile> profile = Baseline.named(name);
    if (profile.isPresent()) {
      return profile.orElseThrow();
    }
    String base = name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
    List<String> architectures = Baseline.architectures(base);
    if (!architectures.isEmpty()) {
      throw CommandException.of(
          CommandException.Kind.INPUT,
          "baseline @"
              + base
              + " is known for "
              + String.join(", ", architectures)
              + "; write for example @"
              + base
              + ":"
              + architectures.get(0));
    }
    throw CommandException.of(
        CommandException.Kind.INPUT,
        "there is no baseline @"
            + base
            + io.envprobe.cli.argument.Similar.hint(base, Baseline.names()));
  }

  private static byte[] read(String name, int limit, Inputs inputs) throws CommandException {
    Outcome<byte[]> content = inputs.read(name, limit);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    return content.answer().orElseThrow();
  }

  private static Duration limit(Arguments arguments) throws UsageException {
    if (!arguments.has("--timeout")) {
      return DEFAULT_LIMIT;
    }
    String text = arguments.value("--timeout").orElseThrow();
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= 86_400) {
        return Duration.ofNanos((long) (seconds * 1e9));
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--timeout takes a number of seconds, not '" + text + "'");
    }
    throw new UsageException(
        "--timeout takes more than 0 and at most 86400 seconds, not '" + text + "'");
  }
}
