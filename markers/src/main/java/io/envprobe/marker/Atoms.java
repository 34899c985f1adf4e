package io.envprobe.marker;

import java.util.ArrayList;
import java.util.List;

/** Collects the atoms of a tree. */
final class Atoms {
  private Atoms() {}

  /** All atoms, from left to right. */
  static List<Marker.Atom> of(Marker marker) {
    List<Marker.Atom> atoms = new ArrayList<>();
    collect(marker, atoms);
    return atoms;
  }

  private static void collect(Marker marker, List<Marker.Atom> atoms) {
    if (marker instanceof Marker.Atom atom) {
      atoms.add(atom);
    } else if (marker instanceof Marker.Group group) {
      collect(group.inner(), atoms);
    } else if (marker instanceof Marker.All all) {
      for (Marker operand : all.operands()) {
        collect(operand, atoms);
      }
    } else if (marker instanceof Marker.Any any) {
      for (Marker operand : any.operands()) {
        collect(operand, atoms);
      }
    }
  }
}
