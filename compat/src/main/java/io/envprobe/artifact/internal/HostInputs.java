package io.envprobe.artifact.internal;

import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.List;

/** The files of a machine as if the user had named them. */
record HostInputs(Host host) implements Inputs {
  @Override
  public Outcome<byte[]> read(String name, int limit) {
    return host.answer(new Request.Content(name, limit));
  }

  @Override
  public Outcome<FileStatus> status(String name) {
    return host.status(name);
  }

  @Override
  public Outcome<List<String>> list(String directory) {
    return host.list(directory);
  }

  @Override
  public Outcome<byte[]> range(String name, long offset, int length) {
    return host.range(name, offset, length);
  }

  @Override
  public Outcome<String> link(String name) {
    return host.link(name);
  }
}
