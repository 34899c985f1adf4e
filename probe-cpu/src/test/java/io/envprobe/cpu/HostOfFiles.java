package io.envprobe.cpu;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.Map;
import java.util.TreeMap;

/** A machine that consists of the outcomes that a test gives it; everything else is not there. */
final class HostOfFiles implements Host {
  private final Map<String, Outcome<byte[]>> outcomes = new TreeMap<>();

  /** Answers every request of that key. */
  HostOfFiles with(String key, byte[] answer) {
    outcomes.put(key, Outcome.of(answer.clone()));
    return this;
  }

  /** Fails every request whose key ends so. */
  HostOfFiles failing(String key, FailureKind kind) {
    outcomes.put(key, Outcome.failed(kind, key + " fails"));
    return this;
  }

  @Override
  public <T> Outcome<T> answer(Request<T> request) {
    for (Map.Entry<String, Outcome<byte[]>> entry : outcomes.entrySet()) {
      if (request.key().endsWith(entry.getKey())) {
        return entry.getValue().map(request::decode);
      }
    }
    return Outcome.failed(FailureKind.NOT_FOUND, request.key());
  }
}
