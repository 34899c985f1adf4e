package io.envprobe.tag.matchspec;

import io.envprobe.version.CondaVersionSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A conda match specification, such as {@code __glibc >=2.28}, {@code pytorch=2.4=*cuda*} or {@code
 * conda-forge/linux-64::numpy[version='>=1.26',build=py312*]}. Immutable and thread-safe.
 *
 * <p>A gap that users fall into: {@code __cuda 12} means exactly 12, not 12 and newer; a build
 * string is compared with the name as it stands, so {@code __archspec * x86_64_v3} is not met by a
 * {@code skylake}.
 */
public final class CondaMatchSpec {
  private static final Set<String> LOWER_CASE = Set.of("license", "license_family");

  private final Map<String, String> fields;
  private final Optional<CondaChannel> channel;
  private final TextMatch name;
  private final Optional<CondaVersionSpec> version;
  private final Optional<TextMatch> build;
  private final Optional<CondaVersionSpec> buildNumber;
  private final Map<String, TextMatch> others;

  CondaMatchSpec(Map<String, String> fields, Optional<CondaChannel> channel) {
    this.channel = channel;
    this.name = TextMatch.parse(fields.getOrDefault("name", "*"));
    this.version = Optional.ofNullable(fields.get("version")).map(CondaVersionSpec::parse);
    this.build = Optional.ofNullable(fields.get("build")).map(TextMatch::parse);
    this.buildNumber = Optional.ofNullable(fields.get("build_number")).map(CondaVersionSpec::parse);
    Map<String, String> shown = new LinkedHashMap<>(fields);
    Map<String, TextMatch> matches = new LinkedHashMap<>();
    for (String field : MatchSpecText.COMPARED) {
      String value = shown.get(field);
      if (value != null) {
        String wanted = LOWER_CASE.contains(field) ? value.toLowerCase(Locale.ROOT) : value;
        shown.put(field, wanted);
        matches.put(field, TextMatch.parse(wanted));
      }
    }
    this.others = matches;
    this.fields = Collections.unmodifiableMap(shown);
  }

  /**
   * Reads a specification.
   *
   * @throws io.envprobe.version.SyntaxException where conda refuses it
   */
  public static CondaMatchSpec parse(String text) {
    return MatchSpecText.parse(text);
  }

  /**
   * What it asks, by field: {@code name} always; {@code version}, {@code build}, {@code
   * build_number}, {@code channel}, {@code subdir} and others where they are given. The channel is
   * an address, except {@code defaults}.
   */
  public Map<String, String> fields() {
    return fields;
  }

  /** The name, perhaps a pattern. */
  public String name() {
    return name.text();
  }

  /** What it asks of the version. */
  public Optional<CondaVersionSpec> version() {
    return version;
  }

  /** What it asks of the build string, as written. */
  public Optional<String> build() {
    return build.map(TextMatch::text);
  }

  /** The names of the features that it asks for, in order. */
  static Set<String> features(String text) {
    Set<String> features = new TreeSet<>(Arrays.asList(text.replace(' ', ',').split(",", -1)));
    features.remove("");
    return features;
  }

  /** Whether a package of this name can be meant at all. */
  public boolean names(String other) {
    return name.accepts(other);
  }

  /** Whether a record is meant. A field that the record does not state is not met. */
  public boolean matches(CondaRecord found) {
    return name.accepts(found.name())
        && (version.isEmpty() || version.get().contains(found.version()))
        && (build.isEmpty() || build.get().accepts(found.build()))
        && (buildNumber.isEmpty() || buildNumber.get().contains(Long.toString(found.buildNumber())))
        && channelMatches(found)
        && othersMatch(found);
  }

  private boolean channelMatches(CondaRecord found) {
    if (channel.isEmpty() || channel.get().name().isEmpty() || channel.get().name().equals("*")) {
      return true;
    }
    return found.other("channel").filter(channel.get()::accepts).isPresent();
  }

  private boolean othersMatch(CondaRecord found) {
    for (Map.Entry<String, TextMatch> entry : others.entrySet()) {
      String field = entry.getKey();
      Optional<String> value =
          found.other(field).map(v -> LOWER_CASE.contains(field) ? v.toLowerCase(Locale.ROOT) : v);
      if (value.isEmpty()) {
        return false;
      }
      boolean met =
          field.endsWith("features")
              ? features(entry.getValue().text()).equals(features(value.get()))
              : entry.getValue().accepts(value.get());
      if (!met) {
        return false;
      }
    }
    return true;
  }

  /** The specification as conda prints it. */
  public String canonical() {
    return CanonicalSpec.of(fields, channel);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CondaMatchSpec spec && fields.equals(spec.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return canonical();
  }
}
