package io.envprobe.tag.platform;

/**
 * A package that stands for a property of the machine.
 *
 * @param name with both leading underscores
 * @param version its version
 * @param build its build string
 */
public record VirtualPackage(String name, String version, String build) {
  /** In the form that {@code conda info} prints. */
  @Override
  public String toString() {
    return name + "=" + version + "=" + build;
  }
}
