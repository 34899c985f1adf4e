package io.envprobe.version;

import java.util.Optional;

/** PEP 440 behind the common interface. */
final class Pep440Scheme implements VersionScheme {
  @Override
  public String name() {
    return "pep440";
  }

  @Override
  public Version parse(String text) {
    return Pep440Version.parse(text);
  }

  @Override
  public Optional<Version> tryParse(String text) {
    return Pep440Version.tryParse(text).map(version -> version);
  }

  @Override
  public VersionConstraint constraint(String text) {
    return SpecifierSet.parse(text);
  }
}
