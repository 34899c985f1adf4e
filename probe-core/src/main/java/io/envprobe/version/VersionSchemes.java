package io.envprobe.version;

import java.util.List;
import java.util.Optional;

/** The schemes that exist. */
public final class VersionSchemes {
  /** Python versions and specifiers: PEP 440. */
  public static final VersionScheme PEP_440 = new Pep440Scheme();

  /**
   * Kernels, drivers, libraries: a leading dotted number, then text. A constraint without text says
   * nothing about the text of the version, so {@code 6.8.0-31-generic} satisfies {@code ==6.8}.
   */
  public static final VersionScheme LENIENT = new LenientScheme();

  /** Conda's order and version specs: CEP 33. */
  public static final VersionScheme CONDA = new CondaScheme();

  /** Debian packages: deb-version(7). */
  public static final VersionScheme DEBIAN = new DebianScheme();

  /** RPM packages: the order of {@code rpmvercmp}. */
  public static final VersionScheme RPM = new RpmScheme();

  /** What follows {@code .so.} in the name of a shared library. */
  public static final VersionScheme SONAME = new SonameScheme();

  private VersionSchemes() {}

  /** All schemes, in the order in which they are listed to users. */
  public static List<VersionScheme> all() {
    return List.of(PEP_440, LENIENT, CONDA, DEBIAN, RPM, SONAME);
  }

  /** The scheme of that name, as in {@link VersionScheme#name}. */
  public static Optional<VersionScheme> named(String name) {
    for (VersionScheme scheme : all()) {
      if (scheme.name().equals(name)) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }

  static IllegalArgumentException mixed(Version left, Version right) {
    return new IllegalArgumentException(
        "cannot compare a version of scheme "
            + left.scheme().name()
            + " with one of scheme "
            + right.scheme().name());
  }
}
