package io.envprobe.cpu;

import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.target.CpuInput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks the host for the files that describe the processor. */
final class CpuFiles {
  /** Some 1,800 bytes a processor: enough for 8,000 of them. */
  private static final int CPUINFO_LIMIT = 16 << 20;

  private static final int VECTOR_LIMIT = 1 << 16;

  private CpuFiles() {}

  /** The files that every Linux has. */
  static List<CpuInput> detect(Host host) {
    return List.of(
        cpuinfo(host.answer(new Request.Content("/proc/cpuinfo", CPUINFO_LIMIT))),
        vector(host.answer(new Request.Content("/proc/self/auxv", VECTOR_LIMIT))));
  }

  private static CpuInput cpuinfo(Outcome<byte[]> outcome) {
    Reading<byte[]> bytes = outcome.reading();
    Reading<String> text =
        bytes instanceof Reading.Present<byte[]> present
            ? Reading.present(new String(present.value(), StandardCharsets.UTF_8))
            : failed(bytes);
    return new CpuInput(CpuInput.Kind.CPUINFO, "/proc/cpuinfo", text);
  }

  private static CpuInput vector(Outcome<byte[]> outcome) {
    Reading<byte[]> bytes = outcome.reading();
    Reading<String> text =
        bytes instanceof Reading.Present<byte[]> present
            ? Reading.present(CpuInput.auxiliaryVector(present.value()))
            : failed(bytes);
    return new CpuInput(CpuInput.Kind.AUXILIARY_VECTOR, "/proc/self/auxv", text);
  }

  private static Reading<String> failed(Reading<byte[]> reading) {
    return reading instanceof Reading.Unknown<byte[]> unknown
        ? Reading.unknown(unknown.cause(), unknown.detail())
        : Reading.absent();
  }
}
