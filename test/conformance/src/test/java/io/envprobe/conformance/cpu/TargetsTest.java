package io.envprobe.conformance.cpu;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Profile;
import io.envprobe.target.CompilerFlags;
import io.envprobe.target.Relation;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import io.envprobe.testkit.Conformance;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Targets TARGETS = Targets.shipped();

  @Test
  void everyRecordedMachineGetsArchspecsAnswerAndItsLevel() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/targets.json")) {
      Profile profile = Cases.examined(one);
      String id = one.get("target").getAsString();
      cases.same(
          id,
          one.get("microarchitecture").getAsString(),
          Cases.value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT));
      if (one.has("level")) {
        cases.same(
            id + " level",
            one.get("level").getAsString(),
            Cases.value(profile, CpuFacts.CPU_LEVEL));
      }
      if (one.has("brand")) {
        cases.same(
            id + " brand", Cases.text(one, "brand"), Cases.value(profile, CpuFacts.CPU_BRAND));
      }
    }
    cases.finish();
  }

  @Test
  void craftedInputsGetArchspecsAnswer() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/mutated_examples.json")) {
      Profile profile = Cases.examined(one);
      JsonObject expected = one.getAsJsonObject("expected");
      String id = one.get("id").getAsString();
      cases.same(
          id,
          expected.get("microarchitecture").getAsString(),
          Cases.value(profile, CpuFacts.CPU_ARCHSPEC_COMPAT));
      // Where archspec's level is an artefact, ours is the better answer that the case describes.
      if (expected.has("level") && !one.has("arguably_better")) {
        cases.same(
            id + " level",
            expected.get("level").getAsString(),
            Cases.value(profile, CpuFacts.CPU_LEVEL));
      }
    }
    cases.finish();
  }

  @Test
  void everyPairHasItsRelation() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/order.json")) {
      String a = one.get("a").getAsString();
      String b = one.get("b").getAsString();
      Relation expected =
          switch (one.get("rel").getAsString()) {
            case "<" -> Relation.LESS;
            case ">" -> Relation.GREATER;
            case "=" -> Relation.EQUAL;
            default -> Relation.INCOMPARABLE;
          };
      cases.same(a + " " + b, expected, TARGETS.relation(a, b));
      cases.same(a + " >= " + b, one.get("ge").getAsBoolean(), TARGETS.isAtLeast(a, b));
      cases.same(
          "family of " + a + " " + b,
          one.get("same_family").getAsBoolean(),
          TARGETS.family(a).equals(TARGETS.family(b)));
    }
    cases.finish();
  }

  @Test
  void featuresAndTheirAliasesAreContained() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/contains.json")) {
      String target = one.get("microarchitecture").getAsString();
      String feature = one.get("feature").getAsString();
      cases.same(
          feature + " in " + target,
          one.get("contains").getAsBoolean(),
          TARGETS.has(target, feature));
    }
    cases.finish();
  }

  @Test
  void compilersGetTheirFlags() {
    Cases cases = new Cases();
    for (JsonObject one : Conformance.cases("cpu/flags.json")) {
      String compiler = one.get("compiler").getAsString();
      String version = one.get("version").getAsString();
      String target = one.get("microarchitecture").getAsString();
      CompilerFlags flags = CompilerFlags.lookUp(target, compiler, version);
      String what = target + " " + compiler + " " + version;
      JsonElement expected = one.get("flags");
      if (expected.isJsonNull()) {
        cases.same(what, CompilerFlags.Status.INVALID_VERSION, flags.status());
      } else if (expected.getAsString().equals("unsupported")) {
        cases.same(what, CompilerFlags.Status.UNSUPPORTED, flags.status());
      } else {
        cases.same(what, expected.getAsString(), flags.flags());
        cases.same(what + " warning", Cases.text(one, "warning"), flags.message());
      }
    }
    cases.finish();
  }

  @Test
  void everyTargetOfArchspecHasItsFacts() {
    Cases cases = new Cases();
    JsonObject table = Conformance.json("cpu/micro.json").getAsJsonObject();
    for (JsonElement element : table.getAsJsonArray("microarchitectures")) {
      JsonObject one = element.getAsJsonObject();
      Target target = TARGETS.find(one.get("name").getAsString()).orElseThrow();
      TreeSet<String> features = new TreeSet<>();
      one.getAsJsonArray("features").forEach(feature -> features.add(feature.getAsString()));
      cases.same(target.name(), features, new TreeSet<>(target.features()));
      cases.same(target.name() + " vendor", one.get("vendor").getAsString(), target.vendor());
      cases.same(
          target.name() + " generic",
          one.get("generic").getAsString(),
          TARGETS.generic(target.name()));
      cases.same(
          target.name() + " ancestors",
          one.getAsJsonArray("ancestors").asList().stream().map(JsonElement::getAsString).toList(),
          TARGETS.ancestors(target.name()));
    }
    cases.finish();
  }
}
