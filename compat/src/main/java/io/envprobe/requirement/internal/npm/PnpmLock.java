package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pnpm-lock.yaml}. Who asks for a package is not read, so every one may be left out; pnpm
 * stops only where the engine is strict.
 *
 * @see <a href="https://github.com/pnpm/spec/blob/master/lockfile/9.0.md">the format</a>
 */
final class PnpmLock {
  private PnpmLock() {}

  /** What a lock asks. */
  static Condition condition(List<Json.Members> documents, Span source)
      throws RequirementException {
    NpmPackages all = new NpmPackages();
    for (Json.Members document : documents) {
      Optional<Json> packages = document.find("packages");
      if (packages.isPresent()) {
        Json.Members members = packages.get().asMembers();
        for (Map.Entry<String, Json> one : members.members().entrySet()) {
          String key = one.getKey();
          String subject = key.startsWith("/") ? key.substring(1) : key;
          List<Condition> fields = NpmPackages.fields(one.getValue().asMembers(), subject);
          Span place = members.names().getOrDefault(key, one.getValue().span());
          all.put(subject, new NpmPackages.Entry(subject, fields, true, Set.of(), place));
        }
      }
    }
    return all.condition(source);
  }
}
