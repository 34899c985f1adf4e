package io.envprobe.tag.python;

import io.envprobe.version.Pep440Version;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The file name of a source distribution, taken apart.
 *
 * @param name the distribution, normalized
 * @param version its version
 * @see <a
 *     href="https://packaging.python.org/en/latest/specifications/source-distribution-format/#source-distribution-file-name">the
 *     specification</a>
 */
public record SdistFileName(String name, Pep440Version version) {
  private static final List<String> SUFFIXES = List.of(".tar.gz", ".zip");

  /**
   * Reads a file name; the version is what follows the last hyphen.
   *
   * @throws SyntaxException where it is not the file name of a source distribution
   */
  public static SdistFileName parse(String fileName) {
    String stem = stem(fileName);
    int hyphen = stem.lastIndexOf('-');
    if (hyphen <= 0) {
      throw new SyntaxException(
          fileName, 0, stem.length(), "no name and version", "write name-version.tar.gz");
    }
    Optional<Pep440Version> version = Pep440Version.tryParse(stem.substring(hyphen + 1));
    if (version.isEmpty()) {
      throw new SyntaxException(
          fileName,
          hyphen + 1,
          stem.length() - hyphen - 1,
          "no version in the sense of PEP 440",
          "");
    }
    return new SdistFileName(DistributionName.normalized(stem.substring(0, hyphen)), version.get());
  }

  private static String stem(String fileName) {
    for (String suffix : SUFFIXES) {
      if (fileName.endsWith(suffix)) {
        return fileName.substring(0, fileName.length() - suffix.length());
      }
    }
    throw new SyntaxException(
        fileName,
        fileName.length(),
        0,
        "the file name of a source distribution ends with .tar.gz or .zip",
        "");
  }
}
