package io.envprobe.cli.machine;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.probe.UserFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts that a command line declares: {@code --set KEY=VALUE} and {@code --python}. */
final class Declarations {
  private Declarations() {}

  static Profile of(Arguments arguments) throws UsageException {
    List<Fact<?>> facts = new ArrayList<>();
    Optional<String> python = arguments.value("--python");
    if (python.isPresent()) {
      facts.addAll(PythonChoice.parse(python.orElseThrow()));
    }
    for (String assignment : arguments.values("--set")) {
      facts.add(declared(assignment));
    }
    return facts.isEmpty() ? Profile.EMPTY : new Profile(facts, List.of(), Map.of());
  }

  private static Fact<?> declared(String assignment) throws UsageException {
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new UsageException("--set takes KEY=VALUE, not '" + assignment + "'");
    }
    String name = assignment.substring(0, equals);
    String value = assignment.substring(equals + 1);
    Evidence evidence = new Evidence("user", "--set", assignment);
    if (name.startsWith(UserFeatures.PREFIX)) {
      return UserFeatures.declared(name, value, evidence);
    }
    Optional<FactKey<?>> key = FactCatalogue.named(name);
    if (key.isEmpty()) {
      throw new UsageException("there is no fact '" + name + "'" + Similar.hint(name, names()));
    }
    return value.isEmpty()
        ? absent(key.orElseThrow(), evidence)
        : present(key.orElseThrow(), value, evidence);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      names.add(key.name());
    }
    return names;
  }

  private static <T> Fact<T> absent(FactKey<T> key, Evidence evidence) {
    return new Fact<>(key, Reading.absent(), Origin.DECLARED, List.of(evidence));
  }

  private static <T> Fact<T> present(FactKey<T> key, String value, Evidence evidence)
      throws UsageException {
    return new Fact<>(
        key,
        Reading.present(key.type().canonical(held(key, value))),
        Origin.DECLARED,
        List.of(evidence));
  }

  private static Object held(FactKey<?> key, String value) throws UsageException {
    FactType<?> type = key.type();
    if (type == (Object) FactType.INTEGER) {
      try {
        return Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw new UsageException(key + " is an integer, not '" + value + "'");
      }
    }
    if (type == (Object) FactType.TRUTH) {
      if (value.equals("true") || value.equals("false")) {
        return Boolean.valueOf(value);
      }
      throw new UsageException(key + " is true or false, not '" + value + "'");
    }
    if (type == (Object) FactType.RECORDS) {
      throw new UsageException(key + " is a list of records; give it in a file with --profile");
    }
    return type == (Object) FactType.SET || type == (Object) FactType.LIST
        ? UserFeatures.items(value)
        : value;
  }
}
