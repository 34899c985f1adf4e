package io.envprobe.version;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A leading dotted number, then text; missing numbers are zero. */
final class LenientScheme implements VersionScheme {
  @Override
  public String name() {
    return "lenient";
  }

  @Override
  public Version parse(String text) {
    DottedVersion version = read(text);
    if (version == null) {
      throw new SyntaxException(
          text,
          0,
          text.length(),
          "expected a version that begins with a number",
          "a lenient version looks like 6.8.0-31-generic or 550.144.03");
    }
    return version;
  }

  @Override
  public Optional<Version> tryParse(String text) {
    return Optional.ofNullable(read(text));
  }

  private @Nullable DottedVersion read(String text) {
    String stripped = text.strip();
    int from = stripped.startsWith("v") || stripped.startsWith("V") ? 1 : 0;
    return DottedVersion.read(this, true, stripped, from, stripped.length());
  }

  @Override
  public VersionConstraint constraint(String text) {
    return ComparisonConstraint.parse(this, text);
  }
}
