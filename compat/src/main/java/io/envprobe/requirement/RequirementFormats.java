package io.envprobe.requirement;

import io.envprobe.requirement.internal.DocumentFormat;
import io.envprobe.requirement.internal.IndexFormat;
import io.envprobe.requirement.internal.MarkerLineFormat;
import io.envprobe.requirement.internal.MavenFormat;
import io.envprobe.requirement.internal.NativeFormat;
import io.envprobe.requirement.internal.RootFormat;
import io.envprobe.requirement.internal.VariantsFormat;
import io.envprobe.requirement.internal.WheelFormat;
import io.envprobe.requirement.internal.conda.CondaFormat;
import io.envprobe.requirement.internal.nfd.NfdFormat;
import io.envprobe.requirement.internal.npm.NpmFormat;
import io.envprobe.requirement.internal.oci.OciFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The formats of this library, in the order in which they are tried, and those of other jars. */
public final class RequirementFormats {
  private RequirementFormats() {}

  /** The formats of this library; what only a text can be comes last. */
  public static List<RequirementFormat> all() {
    return List.of(
        new WheelFormat(),
        new VariantsFormat(),
        new DocumentFormat(),
        new CondaFormat(),
        new NfdFormat(),
        new OciFormat(),
        new IndexFormat(),
        new MavenFormat(),
        new NpmFormat(),
        new RootFormat(),
        new NativeFormat(),
        new MarkerLineFormat());
  }

  /** Those that {@link ServiceLoader} finds, then the formats of this library. */
  public static List<RequirementFormat> withInstalled() {
    List<RequirementFormat> found = new ArrayList<>();
    ServiceLoader.load(RequirementFormat.class, RequirementFormat.class.getClassLoader())
        .forEach(found::add);
    found.addAll(all());
    return Collections.unmodifiableList(found);
  }

  /** The format of a name. */
  public static Optional<RequirementFormat> named(String name) {
    for (RequirementFormat format : withInstalled()) {
      if (format.name().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The format of a source, as it looks. */
  public static Optional<RequirementFormat> of(Source source) {
    for (RequirementFormat format : withInstalled()) {
      if (format.accepts(source)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a source in the format that it looks like.
   *
   * @return at least one candidate
   * @throws RequirementException where it is of no known format, cannot be read or breaks its
   *     format
   */
  public static List<Candidate> read(Source source) throws RequirementException {
    Optional<RequirementFormat> format = of(source);
    if (format.isEmpty()) {
      throw RequirementException.of(
          source.span(),
          source.isText()
              ? "there is no such file, and it is no requirement either"
              : "it has no format that is known here",
          "name the format with --format");
    }
    return format.get().read(source);
  }
}
