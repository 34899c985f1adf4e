package io.envprobe.libs.internal.packages;

/**
 * An installed package.
 *
 * @param manager whose database names it: {@code dpkg}, {@code rpm} …
 * @param version as the manager writes it; empty where it names none
 * @param architecture as the manager writes it; empty where it names none
 */
public record InstalledPackage(String manager, String name, String version, String architecture) {
  /** For a person: {@code zlib1g 1:1.2.13 (dpkg)}. */
  public String shown() {
    return name + (version.isEmpty() ? "" : " " + version) + " (" + manager + ")";
  }
}
