package io.envprobe.version;

/** Versions of Debian packages. */
final class DebianScheme implements VersionScheme {
  @Override
  public String name() {
    return "debian";
  }

  @Override
  public Version parse(String text) {
    return DebianVersion.parse(text);
  }

  @Override
  public VersionConstraint constraint(String text) {
    return ComparisonConstraint.parse(this, text);
  }
}
