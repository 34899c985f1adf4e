package io.envprobe.host;

import io.envprobe.host.internal.Recording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Passes requests on to another host and keeps every outcome, failures included. */
public final class RecordingHost implements Host {
  private final Host host;
  private final Map<String, Recording.Entry> entries = new ConcurrentHashMap<>();

  /** Records what that host answers. */
  public RecordingHost(Host host) {
    this.host = host;
  }

  @Override
  public <T> Outcome<T> answer(Request<T> request) {
    // A request that never returns stays in the recording as what it is.
    entries.putIfAbsent(
        request.key(),
        Recording.Entry.failed(FailureKind.TIMEOUT, "no answer to " + request.key()));
    Outcome<T> outcome = host.answer(request);
    entries.put(
        request.key(),
        outcome.fold(
            answer -> Recording.Entry.answered(request.encode(answer.value())),
            failure -> Recording.Entry.failed(failure.kind(), failure.detail())));
    return outcome;
  }

  /** Writes the recording so far; equal recordings are equal bytes. Does not close the stream. */
  public void save(OutputStream out) throws IOException {
    new Recording(entries).save(out);
  }
}
