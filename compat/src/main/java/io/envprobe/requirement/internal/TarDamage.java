package io.envprobe.requirement.internal;

import io.envprobe.artifact.internal.PackedStreams;
import io.envprobe.artifact.internal.TarException;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.util.Optional;
import java.util.OptionalInt;

/** Damage in archives, told at its place. */
public final class TarDamage {
  private TarDamage() {}

  /**
   * The error.
   *
   * @param unpacked how the archive was read; of a packed one no place in the file can be named
   */
  public static RequirementException at(
      Span span, TarException error, Optional<PackedStreams.Unpacked> unpacked) {
    OptionalInt place =
        unpacked.isPresent() ? unpacked.get().place(error.offset()) : OptionalInt.empty();
    return RequirementException.of(
        place.isPresent() ? span.at(place.getAsInt(), 1) : span,
        "at byte "
            + error.offset()
            + (place.isPresent() ? ": " : " of what is unpacked: ")
            + error.getMessage(),
        "");
  }
}
