package io.envprobe.tag.platform;

import io.envprobe.version.SyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads names of Julia's platforms and of dynamic libraries. */
public final class JuliaTriplet {
  // No name is near it; the pattern looks back over what it has read.
  private static final int LENGTH_LIMIT = 512;

  private static final Pattern TRIPLET =
      Pattern.compile(
          "(?<arch>x86_64|amd64|i\\d86|aarch64|arm64|arm(?:v7l)?|armv6l|p(?:ower)?pc64le|rv64|riscv64)"
              + "(?:(?<macos>-apple-darwin[\\d.]*)|(?<freebsd>-(?:.*-)?freebsd[\\d.]*)"
              + "|(?<openbsd>-(?:.*-)?openbsd[\\d.]*)|(?<windows>-w64-(?<ucrt>ucrt-)?mingw32)"
              + "|(?<linux>-(?:.*-)?linux))"
              + "(?<libc>-gnu|-musl)?(?<abi>eabihf|eabi)?"
              + "(?:-libgfortran(?<gfortran>[345])|-gcc(?<gcc>[478]))?"
              + "(?<strings>-cxx03|-cxx11)?(?:-libstdcxx(?<cxx>\\d+))?"
              + "(?<tags>(?:-[^-]+\\+[^-]+)*)");

  private static final Map<String, String> GFORTRAN_OF_GCC = Map.of("4", "3", "7", "4", "8", "5");

  private static final Map<String, Pattern> LIBRARIES =
      Map.of(
          "windows", Pattern.compile("(.*?)(?:-([.\\d]*))?\\.dll"),
          "macos", Pattern.compile("(.*?)((?:\\.\\d+)*)\\.dylib"),
          "linux", Pattern.compile("(.*?)\\.so((?:\\.\\d+)*)"));

  private JuliaTriplet() {}

  /**
   * Reads a name such as {@code x86_64-linux-gnu-libgfortran5-cxx11-march+avx2}.
   *
   * @param strict whether a platform that Julia does not support is an error
   * @throws SyntaxException where it is no such name
   */
  public static JuliaPlatform parse(String triplet, boolean strict) {
    Matcher matcher = TRIPLET.matcher(triplet);
    if (triplet.length() > LENGTH_LIMIT || !matcher.matches()) {
      throw error(triplet, "no name of a platform of Julia");
    }
    Map<String, String> tags = new TreeMap<>();
    String os = system(matcher, tags);
    put(tags, "libc", matcher.group("libc"), text -> text.equals("-gnu") ? "glibc" : "musl");
    put(tags, "call_abi", matcher.group("abi"), text -> text);
    put(tags, "libgfortran_version", matcher.group("gfortran"), text -> text);
    put(
        tags,
        "libgfortran_version",
        matcher.group("gcc"),
        text -> GFORTRAN_OF_GCC.getOrDefault(text, text));
    put(tags, "cxxstring_abi", matcher.group("strings"), text -> text.substring(1));
    put(tags, "cxxlib_version", matcher.group("cxx"), text -> "3.4." + text);
    for (String tag : matcher.group("tags").split("-", -1)) {
      int plus = tag.indexOf('+');
      if (plus > 0) {
        String value = tag.substring(plus + 1);
        int second = value.indexOf('+');
        tags.put(tag.substring(0, plus), second < 0 ? value : value.substring(0, second));
      }
    }
    JuliaPlatform platform = platform(triplet, arch(matcher.group("arch")), os, tags);
    Optional<String> invalid = strict ? platform.invalid() : Optional.empty();
    if (invalid.isPresent()) {
      throw error(triplet, invalid.get());
    }
    return platform;
  }

  private static JuliaPlatform platform(
      String triplet, String arch, String os, Map<String, String> tags) {
    try {
      return JuliaPlatform.of(arch, os, tags);
    } catch (IllegalArgumentException e) {
      throw error(triplet, String.valueOf(e.getMessage()));
    }
  }

  private static String arch(String word) {
    return word.matches("i\\d86") ? "i686" : word.equals("rv64") ? "riscv64" : word;
  }

  private static String system(Matcher matcher, Map<String, String> tags) {
    for (String os : new String[] {"macos", "freebsd", "openbsd", "windows", "linux"}) {
      String word = matcher.group(os);
      if (word != null) {
        int digits = word.length();
        while ("0123456789.".indexOf(word.charAt(digits - 1)) >= 0) {
          digits--;
        }
        if (digits < word.length() && !os.equals("windows")) {
          tags.put("os_version", word.substring(digits));
        }
        if (matcher.group("ucrt") != null) {
          tags.put("libc", "ucrt");
        }
        return os;
      }
    }
    throw new IllegalStateException("the pattern has an operating system");
  }

  private interface Change {
    String of(String text);
  }

  private static void put(
      Map<String, String> tags,
      String name,
      @org.jspecify.annotations.Nullable String value,
      Change change) {
    if (value != null) {
      tags.put(name, change.of(value));
    }
  }

  /**
   * The name of a dynamic library without suffix and version.
   *
   * @param name without version
   * @param version three numbers; empty where the file name has none
   */
  public record Library(String name, Optional<String> version) {}

  /**
   * Takes the file name of a dynamic library apart.
   *
   * @param os {@code windows}, {@code macos} or another
   * @throws SyntaxException where it is no file name of one
   */
  public static Library library(String path, String os) {
    String fileName = path.substring(path.lastIndexOf('/') + 1);
    Matcher matcher =
        LIBRARIES.getOrDefault(os, LIBRARIES.getOrDefault("linux", TRIPLET)).matcher(fileName);
    if (!matcher.matches()) {
      throw error(path, "no file name of a dynamic library");
    }
    String version = matcher.group(2);
    if (version == null || version.isEmpty()) {
      return new Library(matcher.group(1), Optional.empty());
    }
    String stripped = version.startsWith(".") ? version.substring(1) : version;
    Optional<JuliaVersion> parsed = JuliaVersion.parse(stripped);
    if (parsed.isEmpty()) {
      throw error(path, "no version");
    }
    return new Library(matcher.group(1), Optional.of(parsed.get().toString()));
  }

  private static SyntaxException error(String text, String reason) {
    return new SyntaxException(text, 0, text.length(), reason, "");
  }
}
