package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code yarn.lock} of yarn 2 and newer, whose packages have lines such as {@code conditions:
 * (os=linux | os=darwin) & cpu=x64}. Every package may be left out, as yarn does.
 *
 * @see <a href="https://yarnpkg.com/advanced/lexicon">yarn's words</a>
 */
final class YarnLock {
  private YarnLock() {}

  /** What a lock asks. */
  static Condition condition(List<Json.Members> documents, Span source)
      throws RequirementException {
    NpmPackages all = new NpmPackages();
    for (Json.Members document : documents) {
      for (Map.Entry<String, Json> one : document.members().entrySet()) {
        String subject = one.getKey();
        Optional<Json> conditions = one.getValue().asMembers().find("conditions");
        if (conditions.isPresent()) {
          List<Condition> fields = fields(conditions.get(), subject);
          Span place = document.names().getOrDefault(subject, one.getValue().span());
          all.put(subject, new NpmPackages.Entry(subject, fields, true, Set.of(), place));
        }
      }
    }
    return all.condition(source);
  }

  /** The lists that yarn made the line of. */
  private static List<Condition> fields(Json conditions, String subject)
      throws RequirementException {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String condition : conditions.asText().split("[&|() ]+", -1)) {
      boolean not = condition.startsWith("!");
      int sign = condition.indexOf('=');
      String field = sign < 0 ? "" : condition.substring(not ? 1 : 0, sign);
      if (NpmFieldDemand.FIELDS.contains(field)) {
        String value = condition.substring(sign + 1);
        wanted
            .computeIfAbsent(field, none -> new ArrayList<>())
            .add(not ? "!".concat(value) : value);
      }
    }
    List<Condition> fields = new ArrayList<>();
    wanted.forEach(
        (field, words) ->
            fields.add(Condition.of(new NpmFieldDemand(field, words, subject), conditions.span())));
    return fields;
  }
}
