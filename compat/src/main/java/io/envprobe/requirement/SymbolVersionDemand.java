package io.envprobe.requirement;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Reading;
import io.envprobe.marker.Truth;
import io.envprobe.version.Version;
import io.envprobe.version.VersionSchemes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A library must define a version of its symbols. Where the library itself can be looked at, the
 * version must be among those that it defines; otherwise the highest version that the platform is
 * known to have decides.
 *
 * @param library the name of the library
 * @param version the version's name, such as {@code GLIBC_2.38}
 * @param symbols the symbols bound to it
 * @param architecture as platform tags spell it; empty where any will do
 * @param requiredBy the file that needs it
 */
public record SymbolVersionDemand(
    String library,
    String version,
    List<String> symbols,
    Optional<String> architecture,
    String requiredBy)
    implements Demand {
  private static final int FEW = 3;
  private static final String WHEEL = ".whl!/";

  public SymbolVersionDemand {
    Objects.requireNonNull(library);
    Objects.requireNonNull(version);
    symbols = List.copyOf(symbols);
    Objects.requireNonNull(architecture);
    Objects.requireNonNull(requiredBy);
  }

  @Override
  public String text() {
    return version + " of " + library;
  }

  @Override
  public Set<FactKey<?>> facts() {
    return LibraryDemand.FACTS;
  }

  @Override
  public Truth test(Platform platform) {
    Libraries.Found found = platform.libraries().find(library, architecture, requiredBy);
    if (found instanceof Libraries.Missing) {
      return Truth.FALSE;
    }
    if (found instanceof Libraries.Here here && here.versions().isPresent()) {
      return Truth.of(here.versions().get().contains(version));
    }
    Optional<Node> node = Node.of(version);
    if (node.isEmpty()) {
      return Truth.UNKNOWN;
    }
    Reading<String> offered = platform.profile().reading(node.get().key());
    Optional<Version> has = offered.asOptional().flatMap(VersionSchemes.LENIENT::tryParse);
    if (has.isEmpty()) {
      return offered.isAbsent() ? Truth.FALSE : Truth.UNKNOWN;
    }
    return Truth.of(has.get().compareTo(node.get().version()) >= 0);
  }

  /** A version node whose highest one is a fact. */
  private record Node(FactKey<String> key, Version version, String number) {
    static Optional<Node> of(String name) {
      int at = name.indexOf('_');
      Optional<FactKey<String>> key =
          switch (at < 0 ? "" : name.substring(0, at)) {
            case "GLIBC" -> Optional.of(LibraryFacts.LIBC_VERSION);
            case "GLIBCXX" -> Optional.of(LibraryFacts.LIBSTDCXX_GLIBCXX);
            case "CXXABI" -> Optional.of(LibraryFacts.LIBSTDCXX_CXXABI);
            default -> Optional.empty();
          };
      String number = name.substring(at + 1);
      boolean numeric = !number.isEmpty() && Character.isDigit(number.charAt(0));
      return numeric
          ? key.flatMap(
              found ->
                  VersionSchemes.LENIENT
                      .tryParse(number)
                      .map(version -> new Node(found, version, number)))
          : Optional.empty();
    }
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    Libraries.Found found = platform.libraries().find(library, architecture, requiredBy);
    Optional<Node> node = Node.of(version);
    List<Evidence> evidence =
        found instanceof Libraries.Here here
            ? List.of(Evidence.file(here.path(), library))
            : List.of();
    String has =
        node.map(
                known ->
                    "this machine has "
                        + platform.profile().reading(known.key()).asOptional().orElse("none"))
            .orElse("the one that is here does not define it");
    String reason =
        switch (truth) {
          case TRUE -> library + " defines " + version;
          case FALSE ->
              needs()
                  + "; "
                  + (found instanceof Libraries.Missing ? "the loader finds no " + library : has);
          case UNKNOWN -> needs() + ", and what " + library + " defines is not known";
        };
    String remedy =
        switch (truth) {
          case TRUE -> "";
          case FALSE ->
              node.map(known -> Remedies.releases(known.key(), known.number())).orElse("")
                  + otherWheel(platform);
          case UNKNOWN ->
              node.map(known -> Answer.supply(List.of(known.key())))
                  .orElse("ask on the machine itself");
        };
    return new Answer(
        truth,
        reason,
        node.isPresent() ? List.of(platform.profile().fact(node.get().key())) : List.of(),
        evidence,
        remedy);
  }

  /** Of a wheel that was built for a newer glibc there may be one for this one. */
  private String otherWheel(Platform platform) {
    Optional<String> glibc =
        platform.profile().reading(LibraryFacts.LIBC_NAME).asOptional().equals(Optional.of("glibc"))
            ? platform.profile().reading(LibraryFacts.LIBC_VERSION).asOptional()
            : Optional.empty();
    boolean wheel = requiredBy.contains(WHEEL) && version.startsWith("GLIBC_");
    if (!wheel || glibc.isEmpty() || architecture.isEmpty()) {
      return "";
    }
    String[] parts = glibc.get().split("\\.", 3);
    return parts.length < 2
        ? ""
        : "; a wheel tagged manylinux_"
            + parts[0]
            + "_"
            + parts[1]
            + "_"
            + architecture.get()
            + " or lower is compatible";
  }

  private String needs() {
    StringBuilder text = new StringBuilder(requiredBy).append(" needs ").append(version);
    for (int i = 0; i < Math.min(FEW, symbols.size()); i++) {
      text.append(i == 0 ? " for " : ", ").append(symbols.get(i));
    }
    if (symbols.size() > FEW) {
      text.append(" and ").append(symbols.size() - FEW).append(" more");
    }
    return text.toString();
  }
}
