package io.envprobe.conformance.version;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.envprobe.testkit.Conformance;
import io.envprobe.version.Pep440Version;
import io.envprobe.version.SpecifierSet;
import io.envprobe.version.SpecifierSet.PreReleases;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Pep440ConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void takesVersionsApartAndOrdersThem() {
    List<Pep440Version> valid = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    for (JsonObject row : Conformance.cases("markers/versions.json")) {
      String text = row.get("version").getAsString();
      Optional<Pep440Version> parsed = Pep440Version.tryParse(text);
      failures.check(text + " is valid", !row.has("expected"), parsed.isPresent());
      if (row.has("expected") || parsed.isEmpty()) {
        continue;
      }
      Pep440Version version = parsed.orElseThrow();
      for (String part : List.of("normalized", "canonical", "public", "base", "epoch")) {
        failures.check(text + " " + part, row.get(part).getAsString(), part(version, part));
      }
      for (String part : List.of("release", "pre", "post", "dev", "local")) {
        failures.check(text + " " + part, row.get(part), json(version, part));
      }
      failures.check(
          text + " prerelease", row.get("is_prerelease").getAsBoolean(), version.isPreRelease());
      failures.check(
          text + " postrelease", row.get("is_postrelease").getAsBoolean(), version.isPostRelease());
      failures.check(
          text + " devrelease", row.get("is_devrelease").getAsBoolean(), version.isDevRelease());
      valid.add(version);
      ranks.add(row.get("sort_rank").getAsInt());
    }
    for (int i = 0; i < valid.size(); i++) {
      for (int j = 0; j < valid.size(); j++) {
        int expected = Integer.compare(ranks.get(i), ranks.get(j));
        Pep440Version left = valid.get(i);
        Pep440Version right = valid.get(j);
        failures.check(left + " and " + right, expected, Integer.signum(left.compareTo(right)));
        failures.check(
            left + " hash " + right, true, expected != 0 || left.hashCode() == right.hashCode());
      }
    }
    failures.report();
  }

  private static String part(Pep440Version version, String name) {
    return switch (name) {
      case "normalized" -> version.normalized();
      case "canonical" -> version.canonical();
      case "public" -> version.publicText();
      case "base" -> version.base();
      default -> version.epoch();
    };
  }

  private static JsonElement json(Pep440Version version, String name) {
    JsonArray list = new JsonArray();
    switch (name) {
      case "release" -> version.release().forEach(list::add);
      case "pre" -> {
        version.preReleaseLetter().ifPresent(list::add);
        version.preReleaseNumber().ifPresent(list::add);
      }
      case "post" -> {
        return text(version.postRelease());
      }
      case "dev" -> {
        return text(version.devRelease());
      }
      default -> {
        return text(version.local());
      }
    }
    return list.isEmpty() ? JsonNull.INSTANCE : list;
  }

  private static JsonElement text(Optional<String> value) {
    return value.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
  }

  @Test
  void ordersAllVersionsTotally() {
    List<List<Pep440Version>> ranks = new ArrayList<>();
    for (JsonObject row : Conformance.cases("markers/versions_order.json")) {
      ranks.add(strings(row, "versions").stream().map(Pep440Version::parse).toList());
    }
    for (int i = 0; i < ranks.size(); i++) {
      Pep440Version first = ranks.get(i).get(0);
      for (Pep440Version equal : ranks.get(i)) {
        failures.check(first + " equals " + equal, first, equal);
      }
      for (int j = i + 1; j < ranks.size(); j++) {
        Pep440Version later = ranks.get(j).get(0);
        failures.check(first + " before " + later, true, first.compareTo(later) < 0);
      }
    }
    failures.report();
  }

  @Test
  void specifierSetsContainVersions() {
    for (JsonObject row : Conformance.cases("markers/specifiers.json")) {
      String specifier = row.get("specifier").getAsString();
      String version = row.get("version").getAsString();
      PreReleases preReleases = preReleases(row);
      String what = "'" + specifier + "' contains '" + version + "' with " + preReleases;
      try {
        SpecifierSet set = SpecifierSet.parse(specifier);
        failures.check(
            what, row.get("expected"), new JsonPrimitive(set.contains(version, preReleases)));
        if (row.has("str")) {
          failures.check(what + " str", row.get("str").getAsString(), set.normalized());
        }
      } catch (SyntaxException e) {
        failures.check(what, row.get("expected"), new JsonPrimitive("error"));
      }
    }
    failures.report();
  }

  @Test
  void specifierSetsFilterLists() {
    for (JsonObject row : Conformance.cases("markers/specifier_filter.json")) {
      failures.check(
          row.toString(),
          strings(row, "expected"),
          SpecifierSet.parse(row.get("specifier").getAsString())
              .filter(strings(row, "versions"), preReleases(row)));
    }
    failures.report();
  }

  @Test
  void specifierSetsRelateAsSets() {
    for (JsonObject row : Conformance.cases("markers/specifier_relations.json")) {
      SpecifierSet a = SpecifierSet.parse(row.get("a").getAsString());
      SpecifierSet b = SpecifierSet.parse(row.get("b").getAsString());
      failures.check(row + " subset", row.get("subset").getAsBoolean(), a.isSubsetOf(b));
      failures.check(row + " superset", row.get("superset").getAsBoolean(), b.isSubsetOf(a));
      failures.check(row + " disjoint", row.get("disjoint").getAsBoolean(), a.isDisjoint(b));
    }
    failures.report();
  }

  @Test
  void unsatisfiableSpecifierSetsAreFound() {
    for (JsonObject row : Conformance.cases("markers/specifier_unsatisfiable.json")) {
      String specifier = row.get("specifier").getAsString();
      failures.check(
          specifier,
          row.get("unsatisfiable").getAsBoolean(),
          SpecifierSet.parse(specifier).isUnsatisfiable());
    }
    failures.report();
  }

  private static PreReleases preReleases(JsonObject row) {
    JsonElement value = row.get("prereleases");
    return value.isJsonNull()
        ? PreReleases.DEFAULT
        : value.getAsBoolean() ? PreReleases.INCLUDE : PreReleases.EXCLUDE;
  }

  private static List<String> strings(JsonObject row, String name) {
    return row.getAsJsonArray(name).asList().stream().map(JsonElement::getAsString).toList();
  }
}
