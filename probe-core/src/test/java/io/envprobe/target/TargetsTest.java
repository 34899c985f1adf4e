package io.envprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TargetsTest {
  private final Targets targets = Targets.shipped();

  @Test
  void everyParentIsATarget() {
    for (Target target : targets.all()) {
      for (String parent : target.parents()) {
        assertTrue(targets.contains(parent), target.name() + " " + parent);
      }
    }
  }

  @Test
  void everyTargetHasTheFeaturesOfItsGenericLevel() {
    for (Target target : targets.all()) {
      Target generic = targets.find(targets.generic(target.name())).orElseThrow();
      assertTrue(target.features().containsAll(generic.features()), target.name());
    }
  }

  @Test
  void archspecsTargetsAreSeventyEight() {
    assertEquals(78, targets.all().stream().filter(Target::inArchspec).count());
    assertFalse(targets.find("raptorlake").orElseThrow().inArchspec());
  }

  @Test
  void theOrderIsPartial() {
    assertTrue(targets.isAtLeast("zen4", "zen2"));
    assertTrue(targets.isAtLeast("zen4", "x86_64_v4"));
    assertFalse(targets.isAtLeast("zen2", "zen4"));
    assertFalse(targets.isAtLeast("zen4", "no such target"));
    assertEquals(Relation.INCOMPARABLE, targets.relation("zen4", "skylake_avx512"));
    assertEquals(Relation.LESS, targets.relation("haswell", "tigerlake"));
  }

  @Test
  void askingForTheAncestorsOfNothingIsTheCallersMistake() {
    assertThrows(IllegalArgumentException.class, () -> targets.ancestors("zem4"));
  }

  @Test
  void compilersOfTheirTimeGetFlags() {
    assertEquals(
        "-march=znver4 -mtune=znver4", CompilerFlags.lookUp("zen4", "gcc", "13.2").flags());
    assertEquals(
        CompilerFlags.Status.UNSUPPORTED, CompilerFlags.lookUp("zen4", "gcc", "4.8.5").status());
    assertEquals(
        CompilerFlags.Status.INVALID_VERSION, CompilerFlags.lookUp("zen4", "gcc", "13.").status());
    assertEquals(
        CompilerFlags.Status.UNKNOWN_COMPILER, CompilerFlags.lookUp("zen4", "tcc", "1.0").status());
    assertEquals(
        "-march=icelake-client -mtune=icelake-client",
        CompilerFlags.newest("icelake_client").get("gcc"));
  }
}
