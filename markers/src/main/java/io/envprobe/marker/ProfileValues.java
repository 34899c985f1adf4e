package io.envprobe.marker;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.table.Table;
import io.envprobe.version.Pep440Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws the values of names from the facts of a profile. */
final class ProfileValues {
  private final Profile profile;

  ProfileValues(Profile profile) {
    this.profile = profile;
  }

  /** The facts that a name needs. */
  static void addFacts(MarkerName name, Set<FactKey<?>> facts) {
    if (name.type() == MarkerType.USER) {
      facts.add(FactKey.foreign(userFact(name.name()), io.envprobe.fact.FactType.TEXT));
    }
    if (name.fact().isPresent()) {
      facts.add(name.fact().get());
    }
    switch (name.name()) {
      case "glibc_version", "musl_version" -> facts.add(LibraryFacts.LIBC_NAME);
      case "sys_platform" -> facts.add(OsFacts.KERNEL_VERSION);
      case "platform_machine", "platform_release" -> facts.add(OsFacts.OS_NAME);
      case "platform_version" -> {
        facts.add(OsFacts.OS_NAME);
        facts.add(OsFacts.OS_VERSION);
      }
      case "implementation_version" -> {
        facts.add(PythonFacts.PYTHON_IMPLEMENTATION);
        facts.add(PythonFacts.PYTHON_VERSION);
      }
      default -> {}
    }
  }

  /** Facts of the user have the prefix {@code user.}, their names the prefix {@code user_}. */
  static String userFact(String name) {
    return "user." + name.substring(MarkerNames.USER_PREFIX.length());
  }

  void addUserValues(Map<String, MarkerValue> users) {
    for (Fact<?> fact : profile.facts()) {
      String key = fact.key().name();
      if (key.startsWith("user.")) {
        String name = MarkerNames.USER_PREFIX + key.substring("user.".length()).replace('.', '_');
        users.put(name, plain(fact));
      }
    }
  }

  MarkerValue value(MarkerName name) {
    return switch (name.name()) {
      case "python_version", "python_full_version" -> pythonVersion(name);
      case "os_name", "sys_platform", "platform_system" -> platform(name);
      case "platform_machine" -> machine();
      case "platform_version" -> platformVersion();
      case "platform_python_implementation" -> implementation();
      case "implementation_version" -> implementationVersion();
      case "glibc_version" -> libcVersion("glibc");
      case "musl_version" -> libcVersion("musl");
      default -> plain(profile.fact(name.fact().orElseThrow()));
    };
  }

  private static MarkerValue plain(Fact<?> fact) {
    Object value = fact.reading().asOptional().orElse(null);
    if (value == null) {
      return MarkerValue.without(fact.reading(), fact.origin(), fact.evidence());
    }
    if (value instanceof List<?> items) {
      List<String> texts = new ArrayList<>();
      for (Object item : items) {
        texts.add(item.toString());
      }
      return MarkerValue.set(texts, fact.origin(), fact.evidence());
    }
    return MarkerValue.text(value.toString(), fact.origin(), fact.evidence());
  }

  private static MarkerValue derived(Fact<?> fact, String value) {
    Origin origin = fact.origin() == Origin.OBSERVED ? Origin.DERIVED : fact.origin();
    return MarkerValue.text(value, origin, fact.evidence());
  }

  private static MarkerValue unknown(Fact<?> fact, UnknownCause cause, String detail) {
    return MarkerValue.without(Reading.unknown(cause, detail), fact.origin(), fact.evidence());
  }

  private MarkerValue pythonVersion(MarkerName name) {
    Fact<String> fact = profile.fact(PythonFacts.PYTHON_VERSION);
    Optional<String> version = fact.reading().asOptional();
    if (version.isEmpty() || name.name().equals("python_full_version")) {
      return version.isEmpty()
          ? plain(fact)
          : MarkerValue.text(
              MarkerEnvironment.canonicalText(name, version.orElseThrow()),
              fact.origin(),
              fact.evidence());
    }
    String text = version.orElseThrow();
    Optional<Pep440Version> parsed =
        Pep440Version.tryParse(text.endsWith("+") ? text.concat("local") : text);
    if (parsed.isEmpty() || parsed.orElseThrow().release().size() < 2) {
      return unknown(fact, UnknownCause.MALFORMED, "the version of Python is " + text);
    }
    List<String> release = parsed.orElseThrow().release();
    return derived(fact, release.get(0) + "." + release.get(1));
  }

  private MarkerValue platform(MarkerName name) {
    Fact<String> fact = profile.fact(OsFacts.OS_NAME);
    Optional<String> os = fact.reading().asOptional();
    if (os.isEmpty()) {
      return plain(fact);
    }
    Optional<Table> row = row(os.orElseThrow());
    if (row.isEmpty()) {
      return unknown(
          fact,
          UnknownCause.UNSUPPORTED,
          "Python's names for " + os.orElseThrow() + " are not known");
    }
    String value = row.orElseThrow().text(name.name());
    if (name.name().equals("sys_platform") && row.orElseThrow().isTrue("versioned")) {
      Fact<String> kernel = profile.fact(OsFacts.KERNEL_VERSION);
      Optional<String> release = kernel.reading().asOptional();
      if (release.isEmpty()) {
        return plain(kernel);
      }
      value = value + leadingDigits(release.orElseThrow());
    }
    return derived(fact, value);
  }

  private static String leadingDigits(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static Optional<Table> row(String os) {
    Table platforms = Platforms.TABLE.table("platforms");
    return platforms.has(os) ? Optional.of(platforms.table(os)) : Optional.empty();
  }

  private MarkerValue machine() {
    Fact<String> fact = profile.fact(OsFacts.KERNEL_MACHINE);
    Optional<String> machine = fact.reading().asOptional();
    Optional<String> os = profile.reading(OsFacts.OS_NAME).asOptional();
    Optional<Table> row = os.isPresent() ? row(os.get()) : Optional.empty();
    if (machine.isEmpty() || row.isEmpty() || !row.orElseThrow().has("machines")) {
      return plain(fact);
    }
    String native_ = machine.orElseThrow();
    return derived(fact, row.orElseThrow().table("machines").textOr(native_, native_));
  }

  private MarkerValue platformVersion() {
    boolean windows = profile.reading(OsFacts.OS_NAME).asOptional().equals(Optional.of("windows"));
    return plain(profile.fact(windows ? OsFacts.OS_VERSION : OsFacts.KERNEL_BUILD));
  }

  private MarkerValue implementation() {
    Fact<String> fact = profile.fact(PythonFacts.PYTHON_IMPLEMENTATION);
    Optional<String> name = fact.reading().asOptional();
    if (name.isEmpty()) {
      return plain(fact);
    }
    Table names = Platforms.TABLE.table("implementations");
    String known = name.orElseThrow();
    return names.has(known)
        ? derived(fact, names.text(known))
        : unknown(fact, UnknownCause.UNSUPPORTED, "Python's name for " + known + " is not known");
  }

  private MarkerValue implementationVersion() {
    Fact<String> implementation = profile.fact(PythonFacts.PYTHON_IMPLEMENTATION);
    Optional<String> name = implementation.reading().asOptional();
    if (name.isEmpty()) {
      return plain(implementation);
    }
    if (name.orElseThrow().equals("cpython")) {
      return plain(profile.fact(PythonFacts.PYTHON_VERSION));
    }
    Fact<List<FactRecord>> interpreters = profile.fact(PythonFacts.PYTHON_INTERPRETERS);
    Optional<String> version =
        interpreters.reading().asOptional().stream()
            .flatMap(List::stream)
            .findFirst()
            .flatMap(first -> first.text("implementation_version"));
    return version.isPresent()
        ? derived(interpreters, version.orElseThrow())
        : unknown(
            interpreters,
            UnknownCause.NOT_PROBED,
            "the version of " + name.orElseThrow() + " itself was not found");
  }

  private MarkerValue libcVersion(String libc) {
    Fact<String> name = profile.fact(LibraryFacts.LIBC_NAME);
    Optional<String> known = name.reading().asOptional();
    if (known.isEmpty()) {
      return plain(name);
    }
    if (known.orElseThrow().equals(libc)) {
      return plain(profile.fact(LibraryFacts.LIBC_VERSION));
    }
    List<Evidence> evidence = name.evidence();
    return MarkerValue.without(Reading.absent(), Origin.DERIVED, evidence);
  }

  private static final class Platforms {
    static final Table TABLE = PythonPlatformsTable.read();
  }
}
