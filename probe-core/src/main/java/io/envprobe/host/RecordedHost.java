package io.envprobe.host;

import io.envprobe.host.internal.Recording;
import java.io.IOException;
import java.io.InputStream;

/**
 * A recording of a machine: answers what was asked then; everything else is {@link
 * FailureKind#NOT_RECORDED}.
 */
public final class RecordedHost implements Host {
  private final Recording recording;

  private RecordedHost(Recording recording) {
    this.recording = recording;
  }

  /**
   * Reads a recording. Does not close the stream.
   *
   * @throws IOException where it is damaged, is none, or is larger than any honest recording; the
   *     message says which
   */
  public static RecordedHost load(InputStream in) throws IOException {
    return new RecordedHost(Recording.load(in));
  }

  @Override
  public <T> Outcome<T> answer(Request<T> request) {
    Recording.Entry entry = recording.entries().get(request.key());
    if (entry == null) {
      return Outcome.failed(
          FailureKind.NOT_RECORDED, "the recording does not hold " + request.key());
    }
    if (entry.failure().isPresent()) {
      return Outcome.failed(entry.failure().orElseThrow(), entry.detail());
    }
    try {
      return Outcome.of(request.decode(entry.answer()));
    } catch (IllegalArgumentException e) {
      return Outcome.failed(FailureKind.IO_ERROR, "the recording is damaged at " + request.key());
    }
  }
}
