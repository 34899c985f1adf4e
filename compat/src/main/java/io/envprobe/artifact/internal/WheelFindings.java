package io.envprobe.artifact.internal;

import io.envprobe.artifact.Container;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.artifact.Wheel;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.tag.python.CompressedTags;
import io.envprobe.tag.python.WheelFileName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a wheel is what its name says. */
final class WheelFindings {
  private static final Map<String, String> LEGACY =
      Map.of("manylinux1", "2.5", "manylinux2010", "2.12", "manylinux2014", "2.17");

  private final Container container;
  private final Wheel wheel;
  private final List<Finding> findings = new ArrayList<>();

  private WheelFindings(Container container, Wheel wheel) {
    this.container = container;
    this.wheel = wheel;
  }

  static List<Finding> of(Container container, Wheel wheel, List<Inspected> inside) {
    WheelFindings rules = new WheelFindings(container, wheel);
    if (wheel.fileName().isEmpty()) {
      rules.add("wheel.name", Severity.ERROR, "is not named as wheels are", "");
    } else {
      rules.tags(wheel.fileName().get());
      rules.identity(wheel.fileName().get());
      rules.platforms(wheel.fileName().get().tags().platforms());
    }
    rules.codeIn(inside);
    return rules.findings;
  }

  private void tags(WheelFileName name) {
    Set<String> named = new LinkedHashSet<>();
    for (String interpreter : name.tags().interpreters()) {
      for (String abi : name.tags().abis()) {
        for (String platform : name.tags().platforms()) {
          named.add(interpreter + "-" + abi + "-" + platform);
        }
      }
    }
    Set<String> stated = new LinkedHashSet<>();
    wheel.tags().forEach(tag -> stated.add(tag.toLowerCase(Locale.ROOT)));
    if (!wheel.tags().isEmpty() && !named.equals(stated)) {
      Set<String> only = new LinkedHashSet<>(named);
      only.removeAll(stated);
      Set<String> missing = new LinkedHashSet<>(stated);
      missing.removeAll(named);
      add(
          "wheel.tags",
          Severity.WARNING,
          "has other tags in its name than in its metadata:"
              + (only.isEmpty() ? "" : " only in the name " + String.join(" ", only))
              + (missing.isEmpty() ? "" : " only in the metadata " + String.join(" ", missing)),
          "wheel tags");
    }
  }

  private void identity(WheelFileName name) {
    Optional<String> stated = wheel.name().map(WheelFindings::normalized);
    if (stated.isPresent() && !stated.get().equals(normalized(name.name()))) {
      add(
          "wheel.name",
          Severity.ERROR,
          "is named " + name.name() + ", but its metadata says " + wheel.name().get(),
          "");
    }
  }

  private static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }

  /** Whether the files need no more than the tags promise. */
  private void platforms(List<String> platforms) {
    for (Portability files : container.portability()) {
      String architecture = files.architecture().orElse("");
      Optional<String> lowest = Optional.empty();
      boolean manylinux = false;
      for (String platform : platforms) {
        Optional<String> promised = promised(platform, architecture);
        manylinux |= promised.isPresent();
        if (promised.isPresent()
            && (lowest.isEmpty() || VersionNumber.compare(promised.get(), lowest.get()) < 0)) {
          lowest = promised;
        }
      }
      Optional<String> needed = files.minimumTag().flatMap(tag -> promised(tag, architecture));
      if (lowest.isPresent()
          && needed.isPresent()
          && VersionNumber.compare(needed.get(), lowest.get()) > 0) {
        add(
            "wheel.tag-too-low",
            Severity.ERROR,
            "promises glibc "
                + lowest.get()
                + " but needs "
                + files.minimumTag().get()
                + " because of "
                + String.join(", ", files.decidedBy()),
            "build on an older system, or take the tag " + files.minimumTag().get());
      }
      if (manylinux) {
        for (String blocker : files.blockers()) {
          boolean external = blocker.startsWith("EXTERNAL_LIB:");
          add(
              external ? "wheel.external-library" : "wheel.blocker",
              external ? Severity.WARNING : Severity.ERROR,
              external
                  ? "needs " + blocker.substring(13) + ", which neither it nor the platform has"
                  : "has what no manylinux tag promises: " + blocker,
              external ? "carry the library, or say how it gets there" : "");
        }
      }
    }
  }

  /** The glibc that a manylinux tag promises. */
  private static Optional<String> promised(String tag, String architecture) {
    String suffix = "_" + architecture;
    if (architecture.isEmpty() || !tag.startsWith("manylinux") || !tag.endsWith(suffix)) {
      return Optional.empty();
    }
    String stem = tag.substring(0, tag.length() - suffix.length());
    String legacy = LEGACY.get(stem);
    if (legacy != null) {
      return Optional.of(legacy);
    }
    return Optional.of(stem.substring("manylinux".length()).replace('_', '.'))
        .filter(text -> text.startsWith("."))
        .map(text -> text.substring(1))
        .filter(VersionNumber::isNumeric);
  }

  private void codeIn(List<Inspected> inside) {
    Optional<CompressedTags> tags = wheel.fileName().map(WheelFileName::tags);
    boolean any = tags.filter(each -> each.platforms().contains("any")).isPresent();
    if (any && !inside.isEmpty()) {
      add(
          "wheel.native-in-any",
          Severity.WARNING,
          "says that it runs anywhere but has native code: " + inside.get(0).file().path(),
          "");
    }
    if (tags.isEmpty() || any) {
      return;
    }
    Set<String> foreign = new LinkedHashSet<>();
    for (Inspected inspected : inside) {
      NativeFile file = inspected.file();
      boolean fits = file.format() != NativeFile.Format.ELF;
      for (String platform : tags.get().platforms()) {
        fits |= platform.endsWith("_" + file.architecture()) || !platform.contains("linux");
      }
      if (!fits) {
        foreign.add(file.architecture());
      }
    }
    for (String architecture : foreign) {
      add(
          "wheel.foreign-architecture",
          Severity.WARNING,
          "has code for " + architecture + ", which is not among its tags",
          "");
    }
  }

  private void add(String rule, Severity severity, String message, String remedy) {
    findings.add(Findings.of(rule, severity, container.path(), message, remedy));
  }
}
