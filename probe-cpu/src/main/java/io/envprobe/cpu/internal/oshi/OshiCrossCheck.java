package io.envprobe.cpu.internal.oshi;

import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.target.CrossCheck;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor.ProcessorIdentifier;

/** OSHI's answer, where its jars are on the class path or the module path. */
public final class OshiCrossCheck implements CrossCheck {
  /** For {@link java.util.ServiceLoader}. */
  public OshiCrossCheck() {}

  @Override
  public String detector() {
    return "OSHI";
  }

  @Override
  public Reading<FactRecord> ask() {
    try {
      return Reading.present(answer(new SystemInfo()));
    } catch (NoClassDefFoundError e) {
      return Reading.unknown(
          UnknownCause.UNSUPPORTED,
          "OSHI is not there: put oshi-core 7.5.0 and what it needs on the class path ("
              + e.getMessage()
              + ")");
    } catch (LinkageError e) {
      return Reading.unknown(UnknownCause.UNSUPPORTED, "OSHI cannot be loaded: " + e);
    }
  }

  private static FactRecord answer(SystemInfo system) {
    ProcessorIdentifier identifier = system.getHardware().getProcessor().getProcessorIdentifier();
    return FactRecord.builder()
        .put("vendor", known(identifier.getVendor()))
        .put("brand", known(identifier.getName()))
        .put("family", known(identifier.getFamily()))
        .put("model", known(identifier.getModel()))
        .put("stepping", known(identifier.getStepping()))
        .put("microarchitecture", known(identifier.getMicroarchitecture()))
        .build();
  }

  /** OSHI says "unknown", or nothing, where it does not know. */
  private static Optional<String> known(@org.jspecify.annotations.Nullable String answer) {
    return answer == null || answer.isBlank() || answer.equals("unknown")
        ? Optional.empty()
        : Optional.of(answer.strip());
  }
}
