package io.envprobe.conformance.marker;

import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Decision;
import io.envprobe.marker.MarkerAlgebra;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.testkit.Conformance;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerAlgebraConformanceTest {
  private final Failures failures = new Failures();

  @Test
  void relatesExpressions() {
    for (JsonObject row : Conformance.cases("markers/marker_relations.json")) {
      for (MarkerDialect dialect : List.of(MarkerDialect.PYPA, MarkerDialect.PACKAGING)) {
        relate(row, "exact", MarkerAlgebra.exact(), dialect);
        relate(row, "final_pythons_only", MarkerAlgebra.exact().finalReleasesOnly(), dialect);
      }
    }
    failures.report();
  }

  private void relate(JsonObject row, String column, MarkerAlgebra algebra, MarkerDialect dialect) {
    CompiledMarker a = CompiledMarker.parse(row.get("a").getAsString(), dialect);
    CompiledMarker b = CompiledMarker.parse(row.get("b").getAsString(), dialect);
    JsonObject expected = row.getAsJsonObject(column);
    String what = column + ": " + a + " and " + b;
    check(what, expected, "disjoint", algebra.isDisjoint(a, b));
    check(what, expected, "a_implies_b", algebra.implies(a, b));
    check(what, expected, "b_implies_a", algebra.implies(b, a));
    check(what, expected, "equivalent", algebra.isEquivalent(a, b));
    check(what, expected, "covers_all", algebra.coversAll(List.of(a, b)));
  }

  private void check(String what, JsonObject expected, String question, Decision decision) {
    boolean holds = expected.get(question).getAsBoolean();
    failures.check(
        what + " " + question,
        holds ? "holds" : "fails",
        decision.fold(yes -> "holds", no -> "fails", undecided -> undecided.reason()));
  }

  @Test
  void tellsWhetherExpressionsCanBeTrue() {
    for (JsonObject row : Conformance.cases("markers/marker_satisfiability.json")) {
      for (MarkerDialect dialect : List.of(MarkerDialect.PYPA, MarkerDialect.PACKAGING)) {
        CompiledMarker marker = CompiledMarker.parse(row.get("marker").getAsString(), dialect);
        MarkerAlgebra exact = MarkerAlgebra.exact();
        failures.check("exact " + marker, row.get("exact").getAsString(), extent(exact, marker));
        failures.check(
            "final " + marker,
            row.get("final_pythons_only").getAsString(),
            extent(exact.finalReleasesOnly(), marker));
      }
    }
    failures.report();
  }

  private static String extent(MarkerAlgebra algebra, CompiledMarker marker) {
    return algebra
        .isAlwaysTrue(marker)
        .fold(
            always -> "always",
            not ->
                algebra
                    .isNeverTrue(marker)
                    .fold(never -> "never", sometimes -> "sometimes", Decision.Undecided::reason),
            Decision.Undecided::reason);
  }
}
