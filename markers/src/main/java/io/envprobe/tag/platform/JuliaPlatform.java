package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A platform as Julia's package manager has it: a bag of tags, of which only those are compared
 * that both sides have. Immutable and thread-safe.
 *
 * @param tags name to value; {@code arch} and {@code os} are always there
 * @see <a
 *     href="https://github.com/JuliaLang/julia/blob/master/base/binaryplatforms.jl">BinaryPlatforms</a>
 */
public record JuliaPlatform(Map<String, String> tags) {
  private static final Set<String> VERSIONS =
      Set.of("libgfortran_version", "cxxlib_version", "os_version");

  private static final Set<String> CAPS = Set.of("os_version", "cxxlib_version");

  // What must not be in a file name, and the separators of a triplet.
  private static final String FORBIDDEN = "+- /<>:\"'\\|?*";

  private static final class Holder {
    static final Table TABLE = JuliaTable.read();
  }

  /** Copies the tags. */
  public JuliaPlatform {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * A platform from its parts: values are lower case, versions have three numbers, and Linux has a
   * C library.
   *
   * @throws IllegalArgumentException where a tag has a letter that file names cannot have, or is
   *     {@code arch} or {@code os}
   */
  public static JuliaPlatform of(String arch, String os, Map<String, String> further) {
    Map<String, String> tags = new TreeMap<>();
    String system = os.toLowerCase(Locale.ROOT);
    String architecture = normalizedArch(arch);
    tags.put("arch", architecture);
    tags.put("os", system);
    for (Map.Entry<String, String> tag : further.entrySet()) {
      String name = tag.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("arch") || name.equals("os")) {
        throw new IllegalArgumentException("the tag " + name + " is stated twice");
      }
      String value = tag.getValue().toLowerCase(Locale.ROOT);
      if (VERSIONS.contains(name)) {
        Optional<JuliaVersion> version = JuliaVersion.parse(value);
        value = version.isPresent() ? version.get().toString() : value;
      }
      tags.put(checked(name), checked(value));
    }
    if (system.equals("linux")) {
      tags.putIfAbsent("libc", "glibc");
      if (architecture.equals("armv7l") || architecture.equals("armv6l")) {
        tags.putIfAbsent("call_abi", "eabihf");
      }
    }
    if (system.equals("windows")) {
      tags.putIfAbsent("libc", "msvcrt");
    }
    if (tags.containsKey("cxxstring_abi") || tags.containsKey("cxxlib_version")) {
      tags.putIfAbsent("cxxlib", "libstdcxx");
    }
    return new JuliaPlatform(tags);
  }

  private static String checked(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (FORBIDDEN.indexOf(c) >= 0) {
        throw new IllegalArgumentException("a tag must not contain " + c + ": " + text);
      }
    }
    return text;
  }

  /** The architecture in Julia's name; the word itself in lower case where it has no other. */
  public static String normalizedArch(String arch) {
    String word = arch.toLowerCase(Locale.ROOT);
    return Holder.TABLE.table("architectures").textOr(word, word);
  }

  /** The value of a tag. */
  public Optional<String> tag(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  /** What makes it a platform that Julia does not support; empty where it is one. */
  public Optional<String> invalid() {
    String arch = tags.getOrDefault("arch", "");
    String os = tags.getOrDefault("os", "");
    Table systems = Holder.TABLE.table("systems");
    if (!systems.has(os)) {
      return Optional.of("os cannot be " + os);
    }
    if (!systems.table(os).texts("arch").contains(arch)) {
      return Optional.of("arch cannot be " + arch + " on " + os);
    }
    Optional<String> libc = tag("libc");
    List<String> libraries = systems.table(os).texts("libc");
    if (libraries.isEmpty() == libc.isPresent()
        || (libc.isPresent() && !libraries.contains(libc.get()))) {
      return Optional.of("libc cannot be " + libc.orElse("missing") + " on " + os);
    }
    boolean arm = os.equals("linux") && arch.startsWith("armv");
    Optional<String> abi = tag("call_abi");
    if (arm != abi.isPresent()
        || (abi.isPresent() && !List.of("eabihf", "eabi").contains(abi.get()))) {
      return Optional.of("call_abi cannot be " + abi.orElse("missing") + " on " + arch);
    }
    for (String version : List.of("libgfortran_version", "cxxlib_version")) {
      if (tag(version).isPresent() && JuliaVersion.parse(tag(version).get()).isEmpty()) {
        return Optional.of(version + " is no version: " + tag(version).get());
      }
    }
    Optional<String> strings = tag("cxxstring_abi");
    if (strings.isPresent() && !List.of("cxx03", "cxx11").contains(strings.get())) {
      return Optional.of("cxxstring_abi cannot be " + strings.get());
    }
    return Optional.empty();
  }

  /** The name of the platform, as artifacts have it. */
  public String triplet() {
    StringBuilder triplet = new StringBuilder(tags.getOrDefault("arch", ""));
    appendSystem(triplet);
    if (!tags.getOrDefault("os", "").equals("windows") && tags.containsKey("libc")) {
      String libc = tags.getOrDefault("libc", "");
      triplet.append('-').append(libc.equals("glibc") ? "gnu" : libc);
    }
    triplet.append(tags.getOrDefault("call_abi", ""));
    Optional<JuliaVersion> gfortran = version("libgfortran_version");
    if (gfortran.isPresent()) {
      triplet.append("-libgfortran").append(gfortran.get().major());
    }
    if (tags.containsKey("cxxstring_abi")) {
      triplet.append('-').append(tags.getOrDefault("cxxstring_abi", ""));
    }
    Optional<JuliaVersion> cxx = version("cxxlib_version");
    if (cxx.isPresent()) {
      triplet.append("-libstdcxx").append(cxx.get().patch());
    }
    List<String> said = Holder.TABLE.texts("in_triplet");
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (!said.contains(tag.getKey())) {
        triplet.append('-').append(tag.getKey()).append('+').append(tag.getValue());
      }
    }
    return triplet.toString();
  }

  private Optional<JuliaVersion> version(String name) {
    return JuliaVersion.parse(tags.getOrDefault(name, ""));
  }

  private void appendSystem(StringBuilder triplet) {
    String os = tags.getOrDefault("os", "");
    if (os.equals("windows")) {
      boolean ucrt = tags.getOrDefault("libc", "").equals("ucrt");
      triplet.append(ucrt ? "-w64-ucrt-mingw32" : "-w64-mingw32");
      return;
    }
    Table systems = Holder.TABLE.table("systems");
    triplet.append(systems.has(os) ? systems.table(os).text("word") : "-unknown");
    Optional<JuliaVersion> version = version("os_version");
    if (version.isPresent() && os.equals("macos")) {
      triplet.append(version.get().major());
    } else if (version.isPresent() && os.equals("freebsd")) {
      triplet.append(version.get().major()).append('.').append(version.get().minor());
    }
  }

  /**
   * The name of the greatest set of instructions that Julia tells apart and a processor has; empty
   * for an architecture without such names.
   *
   * @param features in Linux names
   * @param level the version of the Arm architecture; empty elsewhere
   */
  public static Optional<String> march(String arch, Set<String> features, String level) {
    Table names = Holder.TABLE.table("march");
    String architecture = normalizedArch(arch);
    if (names.has(architecture)) {
      for (Table row : names.tables(architecture)) {
        boolean reached =
            JuliaVersion.parse(level)
                    .orElse(JuliaVersion.NONE)
                    .compareTo(
                        JuliaVersion.parse(row.textOr("level", "")).orElse(JuliaVersion.NONE))
                >= 0;
        if (reached && features.containsAll(row.texts("features"))) {
          return Optional.of(row.text("name"));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether an artifact for this platform is taken by another, tag by tag where both have it.
   *
   * @param cuda whether the tag {@code cuda} of the host is a capability, as CUDA.jl registers it
   * @param caps whether versions of the host are upper bounds, as of a host platform
   */
  public boolean isTakenBy(JuliaPlatform host, boolean caps, boolean cuda) {
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      Optional<String> other = host.tag(tag.getKey());
      if (other.isPresent() && !compares(tag.getKey(), tag.getValue(), other.get(), caps, cuda)) {
        return false;
      }
    }
    return true;
  }

  private static boolean compares(
      String name, String artifact, String host, boolean caps, boolean cuda) {
    if (cuda && name.equals("cuda")) {
      return takesCuda(host, artifact);
    }
    Optional<JuliaVersion> mine = JuliaVersion.parse(artifact);
    Optional<JuliaVersion> theirs = JuliaVersion.parse(host);
    boolean versions = mine.isPresent() && theirs.isPresent();
    if (versions && caps && CAPS.contains(name)) {
      return mine.get().compareTo(theirs.get()) <= 0;
    }
    if (versions && name.equals("julia_version")) {
      return mine.get().major() == theirs.get().major()
          && mine.get().minor() == theirs.get().minor();
    }
    return artifact.equals(host);
  }

  /**
   * CUDA.jl's rule: from 11 on a driver takes artifacts of its own major number that are not newer;
   * before, only the same; {@code none} only itself.
   */
  public static boolean takesCuda(String host, String artifact) {
    Optional<JuliaVersion> theirs = JuliaVersion.parse(host);
    Optional<JuliaVersion> mine = JuliaVersion.parse(artifact);
    if (theirs.isEmpty() || mine.isEmpty() || theirs.get().major() < 11) {
      return host.equals(artifact);
    }
    return theirs.get().major() == mine.get().major() && mine.get().minor() <= theirs.get().minor();
  }

  /**
   * The artifact that Julia chooses: with the fewest tags that only one side has, then the greatest
   * name. Which can be one without CUDA although another has it.
   *
   * @param artifacts in any order; options as of {@link #isTakenBy}
   */
  public Optional<JuliaPlatform> select(List<JuliaPlatform> artifacts, boolean caps, boolean cuda) {
    Optional<JuliaPlatform> best = Optional.empty();
    for (JuliaPlatform artifact : artifacts) {
      if (artifact.isTakenBy(this, caps, cuda)
          && (best.isEmpty() || isBetter(artifact, best.get()))) {
        best = Optional.of(artifact);
      }
    }
    return best;
  }

  private boolean isBetter(JuliaPlatform artifact, JuliaPlatform best) {
    int difference = difference(artifact) - difference(best);
    return difference == 0 ? artifact.triplet().compareTo(best.triplet()) > 0 : difference < 0;
  }

  private int difference(JuliaPlatform artifact) {
    Set<String> either = new TreeSet<>(tags.keySet());
    either.addAll(artifact.tags.keySet());
    List<String> both = new ArrayList<>(tags.keySet());
    both.retainAll(artifact.tags.keySet());
    return either.size() - both.size();
  }

  @Override
  public String toString() {
    return triplet();
  }
}
