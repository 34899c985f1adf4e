package io.envprobe.tag.platform;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A platform of RubyGems; which gems it takes and how well they fit.
 *
 * @param cpu empty where any will do
 * @param os the operating system, or {@code unknown}
 * @param version of the system; on Linux the C library
 * @see <a href="https://guides.rubygems.org/platforms/">RubyGems' guide</a>
 */
public record RubyPlatform(Optional<String> cpu, String os, Optional<String> version) {
  /** The score of a gem without compiled code, worse than every other. */
  public static final int PURE = 1_000_000;

  private static final String RUBY = "ruby";

  /** What may follow the name of a system: nothing, a number, a dotted number, or a word. */
  private record Form(String name, String digits) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("aix", "0"),
          new Form("cygwin", ""),
          new Form("darwin", "0"),
          new Form("macruby", "0."),
          new Form("freebsd", "0"),
          new Form("dalvik", "0"),
          new Form("dotnet", "0."),
          new Form("linux", "a"),
          new Form("mingw32", ""),
          new Form("mingw", "a"),
          new Form("netbsdelf", ""),
          new Form("openbsd", "0."),
          new Form("solaris", "0."),
          new Form("wasi", ""));

  /** Refuses null. */
  public RubyPlatform {
    Objects.requireNonNull(cpu);
    Objects.requireNonNull(os);
    Objects.requireNonNull(version);
  }

  /** The platform that a text means; RubyGems rejects none, and neither does this. */
  public static RubyPlatform of(String text) {
    String trimmed = text;
    while (trimmed.endsWith("-")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    int hyphen = trimmed.indexOf('-');
    if (hyphen < 0) {
      return system(Optional.empty(), trimmed);
    }
    String cpu = trimmed.substring(0, hyphen);
    boolean intel = cpu.length() == 4 && cpu.charAt(0) == 'i' && cpu.endsWith("86");
    return system(Optional.of(intel ? "x86" : cpu), trimmed.substring(hyphen + 1));
  }

  private static RubyPlatform system(Optional<String> cpu, String text) {
    if (text.equals("java") || text.equals("jruby")) {
      return new RubyPlatform(cpu, "java", Optional.empty());
    }
    if (text.startsWith("java")) {
      return new RubyPlatform(cpu, "java", tail(text, "java".length(), "0."));
    }
    int windows = text.indexOf("mswin");
    if (windows >= 0) {
      int end = span(text, windows + "mswin".length(), "0");
      String os = text.substring(windows, end);
      boolean version = end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '_');
      return new RubyPlatform(
          cpu.isEmpty() && os.endsWith("32") ? Optional.of("x86") : cpu,
          os,
          version ? word(text, end + 1, "0") : Optional.empty());
    }
    for (Form form : FORMS) {
      int at = text.indexOf(form.name());
      if (at >= 0) {
        return new RubyPlatform(
            cpu, form.name(), tail(text, at + form.name().length(), form.digits()));
      }
    }
    return new RubyPlatform(cpu, "unknown", Optional.empty());
  }

  private static Optional<String> tail(String text, int from, String kind) {
    int start = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
    return kind.isEmpty() ? Optional.empty() : word(text, start, kind);
  }

  private static Optional<String> word(String text, int from, String kind) {
    int end = span(text, from, kind);
    while (end > from && text.charAt(end - 1) == '.') {
      end--;
    }
    return end == from ? Optional.empty() : Optional.of(text.substring(from, end));
  }

  private static int span(String text, int from, String kind) {
    int at = from;
    while (at < text.length()) {
      char character = text.charAt(at);
      boolean digit = character >= '0' && character <= '9';
      boolean letter = Character.isLetterOrDigit(character) || character == '_';
      boolean fits = kind.equals("a") ? letter : digit || (kind.equals("0.") && character == '.');
      if (!fits) {
        break;
      }
      at++;
    }
    return at;
  }

  /** Whether this machine takes a gem of that platform. */
  public boolean takes(String gem) {
    if (gem.equals(RUBY)) {
      return true;
    }
    RubyPlatform other = of(gem);
    boolean universal = isUniversal(cpu) || isUniversal(other.cpu);
    if (universal && os.startsWith("mingw") && other.os.startsWith("mingw")) {
      return cpu.isPresent() && other.cpu.isPresent();
    }
    return (isAny(cpu) || isAny(other.cpu) || cpu.equals(other.cpu) || isOlderArm(other))
        && os.equals(other.os)
        && isVersionOf(other);
  }

  private boolean isOlderArm(RubyPlatform gem) {
    return gem.cpu.equals(Optional.of("arm")) && cpu.orElse("").startsWith("armv");
  }

  private boolean isVersionOf(RubyPlatform gem) {
    if (version.equals(gem.version)) {
      return true;
    }
    if (!os.equals("linux")) {
      return version.isEmpty() || gem.version.isEmpty();
    }
    String suffix = gem.version.orElse("");
    String own = version.orElse("");
    return withoutGnu(version).equals(withoutGnu(gem.version))
        || own.equals("musl" + suffix)
        || own.equals("musleabi" + suffix)
        || own.equals("musleabihf" + suffix);
  }

  private static String withoutGnu(Optional<String> version) {
    String text = version.orElse("");
    if (text.startsWith("gnu")) {
      text = text.substring("gnu".length());
    }
    if (text.endsWith("eabihf")) {
      return text.substring(0, text.length() - "eabihf".length());
    }
    return text.endsWith("eabi") ? text.substring(0, text.length() - "eabi".length()) : text;
  }

  private static boolean isUniversal(Optional<String> cpu) {
    return cpu.equals(Optional.of("universal"));
  }

  private static boolean isAny(Optional<String> cpu) {
    return cpu.isEmpty() || isUniversal(cpu);
  }

  /** How far a gem's platform is from this one: lower is better, -1 the very same. */
  public int distance(String gem) {
    if (gem.equals(RUBY)) {
      return PURE;
    }
    RubyPlatform other = of(gem);
    if (other.equals(this)) {
      return -1;
    }
    int byCpu = isAny(other.cpu) ? 10 : 20;
    int byVersion = other.version.isEmpty() ? 100 : 200;
    return (other.os.equals(os) ? 0 : 1)
        + (other.cpu.equals(cpu) ? 0 : byCpu)
        + (other.version.equals(version) ? 0 : byVersion);
  }

  /** The canonical text. */
  @Override
  public String toString() {
    String text = cpu.isPresent() ? cpu.get() + "-" + os : os;
    return version.isPresent() ? text + "-" + version.get() : text;
  }
}
