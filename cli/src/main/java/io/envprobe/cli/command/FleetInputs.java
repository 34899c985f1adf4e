package io.envprobe.cli.command;

import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ProgressBar;
import io.envprobe.fleet.DamagedInputException;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetReader;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the user names into a fleet: files, directories of files, standard input. */
final class FleetInputs {
  private static final List<String> ENDINGS =
      List.of(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".zip", ".gz");
  private static final int DEEPEST = 16;

  private final Invocation call;
  private final Fleet fleet;
  private final FleetReader reader;
  private final ProgressBar progress;

  FleetInputs(Invocation call, Fleet fleet, FleetReader reader) {
    this.call = call;
    this.fleet = fleet;
    this.reader = reader;
    this.progress = new ProgressBar(call.output());
  }

  void read(List<String> names) throws CommandException {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      collect(name, files, 0);
    }
    for (String file : files) {
      read(file);
    }
    progress.end();
  }

  private void collect(String name, List<String> files, int depth) throws CommandException {
    if (name.equals("-")) {
      files.add(name);
      return;
    }
    Outcome<FileStatus> status = call.inputs().status(name);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    if (!status.answer().orElseThrow().isDirectory()) {
      if (depth == 0 || ENDINGS.stream().anyMatch(name::endsWith)) {
        files.add(name);
      }
      return;
    }
    if (depth == DEEPEST) {
      return;
    }
    for (String entry : call.inputs().list(name).answer().orElse(List.of())) {
      collect(name.endsWith("/") ? name + entry : name + "/" + entry, files, depth + 1);
    }
  }

  private void read(String name) throws CommandException {
    if (name.endsWith(".zip")) {
      recording(name);
      return;
    }
    try {
      if (name.equals("-")) {
        reader.read(name, call.standardInput());
        return;
      }
      long size = call.inputs().status(name).answer().map(FileStatus::size).orElse(0L);
      try (InputStream stream = new Shown(name, size)) {
        reader.read(name, stream);
      }
    } catch (DamagedInputException e) {
      throw CommandException.of(CommandException.Kind.INPUT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // What was read before it broke off counts.
      damaged(name, Optional.ofNullable(e.getMessage()).orElse("it breaks off"));
    }
  }

  private void recording(String name) throws CommandException {
    try {
      Machine machine = call.machines().kept(name, call.inputs());
      reader.add(machine.profile(fleet.facts()));
    } catch (CommandException e) {
      String message = String.valueOf(e.getMessage());
      boolean named = message.startsWith(name + ": ");
      damaged(name, named ? message.substring(name.length() + 2) : message);
    }
  }

  private void damaged(String name, String reason) throws CommandException {
    try {
      reader.damaged(name, reason);
    } catch (DamagedInputException e) {
      throw CommandException.of(CommandException.Kind.INPUT, String.valueOf(e.getMessage()));
    }
  }

  /** A file whose reading is shown. */
  private final class Shown extends InputStream {
    private final InputBytes bytes;
    private final String name;
    private final long size;

    Shown(String name, long size) {
      this.bytes = new InputBytes(call.inputs(), name);
      this.name = name;
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      progress.at(bytes.position(), size, name);
      return bytes.read(into, from, length);
    }
  }
}
