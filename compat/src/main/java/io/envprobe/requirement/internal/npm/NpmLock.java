package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.UnreadDemand;
import io.envprobe.requirement.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * npm's {@code package-lock.json} of versions 1 to 3.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json">the format</a>
 */
final class NpmLock {
  private static final String MODULES = "node_modules/";

  private NpmLock() {}

  /** What a lock asks. */
  static Condition condition(Json.Members lock) throws RequirementException {
    Optional<Json> packages = lock.find("packages");
    if (packages.isEmpty()) {
      Span place = lock.find("lockfileVersion").map(Json::span).orElse(lock.span());
      return Condition.of(
          new UnreadDemand(
              "the platforms of the packages",
              "a lock of version 1 does not record os, cpu and libc",
              "npm install --package-lock-only --lockfile-version 3 writes one that does"),
          place);
    }
    NpmPackages all = new NpmPackages();
    Map<String, Json.Members> records = new LinkedHashMap<>();
    for (Map.Entry<String, Json> one : packages.get().asMembers().members().entrySet()) {
      Json.Members record = one.getValue().asMembers();
      records.put(one.getKey(), record);
      all.put(one.getKey(), entry(one.getKey(), record, Set.of()));
    }
    for (Map.Entry<String, Json.Members> one : records.entrySet()) {
      Optional<Json> optional = one.getValue().find("optionalDependencies");
      if (optional.isPresent()) {
        Set<String> builds = new LinkedHashSet<>();
        for (String name : optional.get().asMembers().members().keySet()) {
          all.resolve(one.getKey(), name).ifPresent(builds::add);
        }
        all.put(one.getKey(), entry(one.getKey(), one.getValue(), builds));
      }
    }
    return all.condition(lock.span());
  }

  private static NpmPackages.Entry entry(String place, Json.Members record, Set<String> builds)
      throws RequirementException {
    String name =
        record
            .text("name")
            .orElse(
                place.substring(
                    place.lastIndexOf(MODULES) < 0
                        ? 0
                        : place.lastIndexOf(MODULES) + MODULES.length()));
    String subject = name + record.text("version").map(version -> "@" + version).orElse("");
    boolean optional = isTrue(record, "optional") || isTrue(record, "devOptional");
    return new NpmPackages.Entry(
        subject.isEmpty() ? "the project" : subject,
        NpmPackages.fields(record, subject.isEmpty() ? "the project" : subject),
        optional,
        builds,
        record.span());
  }

  private static boolean isTrue(Json.Members record, String name) {
    return record
        .find(name)
        .map(value -> value instanceof Json.Truth truth && truth.value())
        .orElse(false);
  }
}
