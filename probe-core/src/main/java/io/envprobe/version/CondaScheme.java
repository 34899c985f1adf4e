package io.envprobe.version;

/** Conda's versions and version specs. */
final class CondaScheme implements VersionScheme {
  @Override
  public String name() {
    return "conda";
  }

  @Override
  public Version parse(String text) {
    return CondaVersion.parse(text);
  }

  @Override
  public VersionConstraint constraint(String text) {
    return CondaVersionSpec.parse(text);
  }
}
