package io.envprobe.samples;

import io.envprobe.fact.Baseline;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Explanation;
import io.envprobe.marker.MarkerEnvironment;

/** Evaluates a marker expression against a baseline and says which facts decided. */
public final class EvaluateMarker {
  private EvaluateMarker() {}

  /** Takes a baseline and an expression. */
  public static void main(String[] arguments) {
    CompiledMarker marker = CompiledMarker.parse(arguments[1]);
    MarkerEnvironment environment =
        MarkerEnvironment.of(Baseline.named(arguments[0]).orElseThrow());
    Explanation why = marker.explain(environment);
    System.out.println(why.truth());
    for (Explanation atom : why.decidingAtoms()) {
      System.out.println("  decided by " + atom.text() + " at " + atom.offset());
    }
  }
}
