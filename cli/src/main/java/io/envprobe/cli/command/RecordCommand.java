package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Installed;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.LiveInputs;
import io.envprobe.host.Outcome;
import io.envprobe.host.RecordingHost;
import io.envprobe.json.ProfileJson;
import io.envprobe.probe.Profiler;
import io.envprobe.probe.UserFeatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Keeps this machine as a file: a recording that replays every probe, or its profile. */
public final class RecordCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "record",
        "keep this machine as a file, to be replayed elsewhere",
        "",
        0,
        0,
        List.of(
            Option.value("--output", "FILE", "where to write (required)"),
            Option.value("-o", "FILE", "the same"),
            Option.flag("--profile-only", "write the profile as JSON, not a recording")),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    String name =
        call.arguments()
            .value("--output")
            .or(() -> call.arguments().value("-o"))
            .orElseThrow(() -> new UsageException("'record' needs --output FILE"));
    Machine machine = call.machines().of(call.arguments(), call.inputs());
    byte[] content = call.arguments().has("--profile-only") ? profile(machine) : recording(machine);
    Outcome<Integer> written = LiveInputs.write(name, content);
    if (written instanceof Outcome.Failure<Integer> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    if (call.output().isJson()) {
      call.output().json(out -> out.name("file").value(name).name("bytes").value(content.length));
    } else {
      call.output().say(name + ": " + content.length + " bytes");
    }
    return ExitCode.TRUE;
  }

  private static byte[] profile(Machine machine) {
    return ProfileJson.write(machine.everything()).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] recording(Machine machine) throws UsageException {
    Host host =
        machine
            .host()
            .orElseThrow(
                () -> new UsageException("a profile cannot be recorded; it is a record already"));
    RecordingHost recording = new RecordingHost(host);
    Profiler profiler = Installed.profiler();
    UserFeatures.read(recording);
    profiler.profile(recording, profiler.provides(), Profile.EMPTY, Duration.ofMinutes(1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      recording.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
    return bytes.toByteArray();
  }
}
