package io.envprobe.external;

import io.envprobe.external.internal.CabalFormat;
import io.envprobe.external.internal.MesonFormat;
import io.envprobe.external.internal.MetadataFormat;
import io.envprobe.external.internal.PyprojectFormat;
import io.envprobe.external.internal.TextFormat;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import java.util.List;

/** The formats of this library, in the order in which they are tried. */
public final class ExternalFormats {
  private ExternalFormats() {}

  /** All of them; what only a text can be comes last. */
  public static List<ExternalFormat> all() {
    return List.of(
        new PyprojectFormat(),
        new MetadataFormat(),
        new MesonFormat(),
        new CabalFormat(),
        new TextFormat());
  }

  /**
   * Reads a source in the format that it looks like.
   *
   * @throws RequirementException where it is of none, cannot be read or breaks its format
   */
  public static ExternalDocument read(Source source) throws RequirementException {
    for (ExternalFormat format : all()) {
      if (format.accepts(source)) {
        return format.read(source);
      }
    }
    throw RequirementException.of(
        source.span(),
        source.isText()
            ? "there is no such file, and it names no external dependency either"
            : "it has no format that declares external dependencies",
        "pyproject.toml, METADATA, PKG-INFO, a wheel, meson's introspection in JSON, a .cabal file,"
            + " or dep:generic/NAME, pkgconfig:NAME, lib:NAME, header:NAME");
  }
}
