package io.envprobe.version;

/** Versions of RPM packages. */
final class RpmScheme implements VersionScheme {
  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public Version parse(String text) {
    return RpmVersion.parse(text);
  }

  @Override
  public VersionConstraint constraint(String text) {
    return ComparisonConstraint.parse(this, text);
  }
}
