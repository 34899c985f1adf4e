package io.envprobe.libs.internal.libc;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The version of a C library by hearsay, for files that do not tell it themselves: the package
 * databases of dpkg and apk, then the name that {@code ldconfig} leaves in its cache.
 *
 * <p>Source: https://manpages.debian.org/deb-version, https://wiki.alpinelinux.org/wiki/Apk_spec,
 * and for the cache glibc's sysdeps/generic/dl-cache.h (extension "generator", glibc 2.33 and
 * later).
 */
final class PackagedVersion {
  private static final int LIMIT = 16 << 20;
  private static final String GENERATOR = "ldconfig (";
  private static final String RELEASE = "release version ";

  private PackagedVersion() {}

  /** The version, or unknown; adds the evidence where there is one. */
  static Reading<String> of(Host host, String family, List<Evidence> evidence) {
    boolean glibc = family.equals("glibc");
    String version =
        glibc
            ? field(host, "/var/lib/dpkg/status", "Package: libc6\n", "\nVersion: ", evidence)
            : field(host, "/lib/apk/db/installed", "P:musl\n", "\nV:", evidence);
    if (version.isEmpty() && glibc) {
      version = generator(host, evidence);
    }
    return version.isEmpty()
        ? Reading.unknown(UnknownCause.NOT_PROBED, "no package tells it")
        : Reading.present(version);
  }

  private static String field(
      Host host, String database, String first, String member, List<Evidence> evidence) {
    String text = text(host, database);
    int start = text.startsWith(first) ? 0 : text.indexOf("\n" + first);
    if (start < 0) {
      return "";
    }
    int end = text.indexOf("\n\n", start + 1);
    int at = text.indexOf(member, start);
    if (at < 0 || (end >= 0 && at > end)) {
      return "";
    }
    String value = line(text, at + member.length());
    String version = upstream(value);
    if (!version.isEmpty()) {
      evidence.add(
          Evidence.file(
              database,
              first.strip() + " " + member.strip() + (value.isEmpty() ? "" : " ") + value));
    }
    return version;
  }

  private static String generator(Host host, List<Evidence> evidence) {
    String cache = "/etc/ld.so.cache";
    String text = text(host, cache);
    int start = text.lastIndexOf(GENERATOR);
    int at = start < 0 ? -1 : text.indexOf(RELEASE, start);
    if (at < 0) {
      return "";
    }
    String version = upstream(text.substring(at + RELEASE.length()));
    if (!version.isEmpty()) {
      evidence.add(
          Evidence.file(cache, text.substring(start, at + RELEASE.length() + version.length())));
    }
    return version;
  }

  private static String text(Host host, String path) {
    return host.answer(new Request.Content(path, LIMIT)) instanceof Outcome.Answer<byte[]> answer
        ? new String(answer.value(), StandardCharsets.ISO_8859_1)
        : "";
  }

  private static String line(String text, int from) {
    int end = text.indexOf('\n', from);
    return text.substring(from, end < 0 ? text.length() : end);
  }

  /** The numbers with dots that a packaged version starts with, after an epoch. */
  static String upstream(String version) {
    int colon = version.indexOf(':');
    String rest = colon > 0 && colon < 4 ? version.substring(colon + 1) : version;
    int end = 0;
    while (end < rest.length()
        && (isDigit(rest, end) || (rest.charAt(end) == '.' && end > 0 && isDigit(rest, end + 1)))) {
      end++;
    }
    return rest.substring(0, end);
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
