package io.envprobe.blas;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The functions that the reference implementation offers, by plain name. */
public final class Reference {
  private Reference() {}

  /** The functions of an interface; none for OpenMP and LAPACKE. */
  public static List<String> functions(Offer offer) {
    return switch (offer) {
      case BLAS -> names("blas", "", "_");
      case CBLAS -> names("cblas", "cblas_", "");
      case LAPACK -> names("lapack", "", "_");
      case LAPACKE, OPENMP -> List.of();
    };
  }

  private static List<String> names(String member, String prefix, String suffix) {
    List<String> names = new ArrayList<>();
    Table table = ReferenceTable.read();
    for (String name : table.texts(member)) {
      names.add(prefix + name + suffix);
    }
    return List.copyOf(names);
  }

  /** The functions of some interfaces that are not among defined names, in order. */
  public static Set<String> missing(Set<String> defined, Affix affix, Offer... offers) {
    Set<String> missing = new TreeSet<>();
    for (Offer offer : offers) {
      for (String name : functions(offer)) {
        if (!defined.contains(affix.of(name))) {
          missing.add(name);
        }
      }
    }
    return missing;
  }
}
