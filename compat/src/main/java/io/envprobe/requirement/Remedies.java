package io.envprobe.requirement;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Marker;
import io.envprobe.marker.MarkerName;
import io.envprobe.marker.MarkerOperator;
import io.envprobe.marker.MarkerValue;
import io.envprobe.marker.Operand;
import io.envprobe.version.Version;
import io.envprobe.version.VersionSchemes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest changes that would make a comparison true, in words. */
public final class Remedies {
  private static final int FEW = 8;

  private Remedies() {}

  /** What would make an atom true. */
  static String of(CompiledMarker marker, MarkerName name, MarkerValue value) {
    if (!(marker.marker() instanceof Marker.Atom atom)) {
      return "";
    }
    boolean left = atom.left() instanceof Operand.Variable;
    Operand other = left ? atom.right() : atom.left();
    if (!(other instanceof Operand.Literal literal)) {
      return "";
    }
    String wanted = literal.value();
    if (atom.operator() == MarkerOperator.AT_LEAST && left) {
      String releases =
          switch (name.name()) {
            case "glibc_version" -> releases(LibraryFacts.LIBC_VERSION, wanted);
            case "glibcxx_version" -> releases(LibraryFacts.LIBSTDCXX_GLIBCXX, wanted);
            case "cxxabi_version" -> releases(LibraryFacts.LIBSTDCXX_CXXABI, wanted);
            default -> "";
          };
      return name + " of " + wanted + " or higher" + (releases.isEmpty() ? "" : "; " + releases);
    }
    boolean missing = value.reading().isAbsent();
    if (atom.operator() == MarkerOperator.EQUAL && left) {
      return wanted.isEmpty() ? "a machine without " + name : name + " of " + wanted;
    }
    if (atom.operator() == MarkerOperator.IN && !left) {
      return wanted + " in " + name;
    }
    return missing ? "a machine that has " + name : "";
  }

  /**
   * The distribution releases that have at least that version, the oldest of each distribution.
   *
   * @param key a fact of {@link Baseline}
   * @return a phrase; empty where none has it
   */
  public static String releases(FactKey<String> key, String version) {
    Optional<Version> wanted = VersionSchemes.LENIENT.tryParse(version);
    if (wanted.isEmpty()) {
      return "";
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, List<Release>> distribution : Holder.RELEASES.entrySet()) {
      Optional<Release> first = Optional.empty();
      for (Release release : distribution.getValue()) {
        Optional<Version> has =
            release.profile().reading(key).asOptional().flatMap(VersionSchemes.LENIENT::tryParse);
        if (has.isPresent()
            && has.get().compareTo(wanted.get()) >= 0
            && (first.isEmpty() || release.version().compareTo(first.get().version()) < 0)) {
          first = Optional.of(release);
        }
      }
      String name = Holder.DISTRIBUTIONS.getOrDefault(distribution.getKey(), "");
      first.ifPresent(release -> names.add(name + " " + release.number()));
    }
    return names.isEmpty()
        ? ""
        : String.join(", ", names.subList(0, Math.min(FEW, names.size()))) + " or newer have it";
  }

  /** A value in a short form. */
  static String shown(Object value) {
    String text =
        value instanceof List<?> items ? String.join(" ", texts(items)) : value.toString();
    if (text.isEmpty()) {
      return "empty";
    }
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static List<String> texts(List<?> items) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(String.valueOf(item)));
    return texts;
  }

  private record Release(String number, Version version, Profile profile) {}

  /** The releases that people know, by distribution; read when somebody asks, and kept. */
  private static final class Holder {
    /** Their names for a person, by their identifiers. */
    static final Map<String, String> DISTRIBUTIONS = distributions();

    static final Map<String, List<Release>> RELEASES = releases();

    private static Map<String, String> distributions() {
      Map<String, String> names = new LinkedHashMap<>();
      names.put("debian", "Debian");
      names.put("ubuntu", "Ubuntu");
      names.put("rhel", "RHEL");
      names.put("fedora", "Fedora");
      names.put("amzn", "Amazon Linux");
      names.put("opensuse-leap", "openSUSE Leap");
      names.put("alpine", "Alpine");
      return names;
    }

    private static Map<String, List<Release>> releases() {
      Map<String, List<Release>> byDistribution = new LinkedHashMap<>();
      DISTRIBUTIONS.keySet().forEach(id -> byDistribution.put(id, new ArrayList<>()));
      for (String name : Baseline.names()) {
        Optional<Profile> profile = Baseline.named(name);
        Optional<String> id = profile.flatMap(known -> known.reading(OsFacts.OS_ID).asOptional());
        Optional<String> number =
            profile.flatMap(known -> known.reading(OsFacts.OS_VERSION_ID).asOptional());
        Optional<Version> version = number.flatMap(VersionSchemes.LENIENT::tryParse);
        if (id.isPresent() && version.isPresent() && byDistribution.containsKey(id.get())) {
          byDistribution.get(id.get()).add(new Release(number.get(), version.get(), profile.get()));
        }
      }
      return byDistribution;
    }
  }
}
