package io.envprobe.tag.platform;

import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * A platform of the OCI image specification: what an entry of an image index is for, or what a host
 * is.
 *
 * @param os in Go's words
 * @param version os.version, empty where not given
 * @param features os.features
 * @param architecture in Go's words
 * @param variant of the architecture, empty where it is the usual one
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">the
 *     specification</a>, <a href="https://github.com/containerd/platforms">containerd/platforms</a>
 *     for the text form
 */
public record OciPlatform(
    String os, String version, List<String> features, String architecture, String variant) {
  /** Copies the list. */
  public OciPlatform {
    features = List.copyOf(features);
  }

  /**
   * Reads {@code os[(version+feature…)][/architecture[/variant]]} or an architecture alone; what is
   * missing is taken from linux/amd64.
   *
   * @throws SyntaxException where the text has another form
   */
  public static OciPlatform parse(String text) {
    return new OciPlatformParser(text).platform();
  }

  /** The canonical form: aliases resolved, the usual variant left out, features sorted. */
  public OciPlatform normalized() {
    OciArchitecture canonical = OciArchitecture.of(architecture, variant);
    return new OciPlatform(
        OciArchitecture.os(os),
        version,
        new ArrayList<>(new TreeSet<>(features)),
        canonical.name(),
        canonical.variant());
  }

  /** This platform on another architecture. */
  OciPlatform on(String otherArchitecture, String otherVariant) {
    return new OciPlatform(os, version, features, otherArchitecture, otherVariant);
  }

  /** Without version and features: {@code linux/arm64/v8}. */
  public String format() {
    return join(os);
  }

  /** With version and features: {@code windows(10.0.17763+win32k)/amd64}. */
  public String formatAll() {
    StringBuilder options = new StringBuilder(encoded(version));
    List<String> sorted = new ArrayList<>(features);
    Collections.sort(sorted);
    for (String feature : sorted) {
      options.append('+').append(encoded(feature));
    }
    return join(options.length() == 0 ? os : os + "(" + options + ")");
  }

  private String join(String first) {
    if (os.isEmpty()) {
      return "unknown";
    }
    String text = architecture.isEmpty() ? first : first + "/" + architecture;
    return variant.isEmpty() ? text : text + "/" + variant;
  }

  private static String encoded(String option) {
    return option
        .replace("%", "%25")
        .replace("+", "%2B")
        .replace("(", "%28")
        .replace(")", "%29")
        .replace("/", "%2F");
  }

  @Override
  public String toString() {
    return formatAll();
  }
}
