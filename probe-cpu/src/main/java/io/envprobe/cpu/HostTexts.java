package io.envprobe.cpu;

import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.host.Request;
import io.envprobe.target.CpuInput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Texts from a host.
 *
 * @param host the machine
 */
record HostTexts(Host host) {
  private static final int SMALL_LIMIT = 1 << 12;

  /** The content of a file. */
  Reading<byte[]> bytes(String path, int limit) {
    return host.answer(new Request.Content(path, limit)).reading();
  }

  /** The content of a file as text. */
  Reading<String> text(String path, int limit) {
    Reading<byte[]> bytes = bytes(path, limit);
    return bytes instanceof Reading.Present<byte[]> present
        ? Reading.present(new String(present.value(), StandardCharsets.UTF_8))
        : failed(bytes);
  }

  /** The content of a file of a line or two; empty where there is none. */
  String small(String path) {
    return text(text(path, SMALL_LIMIT));
  }

  /** A file of a line or two as input. */
  CpuInput file(CpuInput.Kind kind, String path) {
    return new CpuInput(kind, path, text(path, SMALL_LIMIT));
  }

  /** The answer of a native call. */
  Reading<String> call(String function, List<String> arguments) {
    return host.answer(new Request.NativeCall(function, arguments)).reading();
  }

  /** The answer of a native call as input. */
  CpuInput call(CpuInput.Kind kind, String function, List<String> arguments) {
    return new CpuInput(kind, function, call(function, arguments));
  }

  /** A value as text; empty where there is none. */
  static String text(Reading<String> reading) {
    return reading instanceof Reading.Present<String> present ? present.value() : "";
  }

  /** The same failure of a text as of its bytes. */
  static Reading<String> failed(Reading<byte[]> reading) {
    return reading instanceof Reading.Unknown<byte[]> unknown
        ? Reading.unknown(unknown.cause(), unknown.detail())
        : Reading.absent();
  }
}
