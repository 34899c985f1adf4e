package io.envprobe.artifact;

import io.envprobe.tag.python.WheelFileName;
import java.util.List;
import java.util.Optional;

/**
 * A Python wheel. Immutable.
 *
 * <p>Source: https://packaging.python.org/en/latest/specifications/binary-distribution-format/
 *
 * @param fileName taken apart; empty where the file is not named as wheels are
 * @param name of the distribution, from its metadata
 * @param version from its metadata
 * @param tags what it says in {@code WHEEL} that it runs on
 * @param purePython whether it says that it has no native code ({@code Root-Is-Purelib})
 * @param externalRequirements {@code Requires-External} lines of its metadata
 */
public record Wheel(
    Optional<WheelFileName> fileName,
    Optional<String> name,
    Optional<String> version,
    List<String> tags,
    boolean purePython,
    List<String> externalRequirements) {
  public Wheel {
    tags = List.copyOf(tags);
    externalRequirements = List.copyOf(externalRequirements);
  }
}
