package io.envprobe.cli.output;

/** Which version of the program runs. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** The version that the jar's manifest names. */
  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
