package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names for the bits of the words that the kernel hands a program in its auxiliary vector. */
final class HardwareCapabilities {
  private HardwareCapabilities() {}

  /**
   * The features that the vector names.
   *
   * @return empty for an architecture whose words are no list of features, as x86
   */
  static Set<String> features(String architecture, AuxiliaryVector vector) {
    Set<String> features = new TreeSet<>();
    Table table = HardwareCapabilitiesTable.read();
    for (Table row : table.tables("architectures")) {
      if (row.texts("names").contains(architecture)) {
        for (String word : row.names()) {
          if (word.startsWith("AT_")) {
            add(features, row.texts(word), vector.value(word));
          }
        }
      }
    }
    return features;
  }

  private static void add(Set<String> features, List<String> names, long word) {
    for (int bit = 0; bit < names.size(); bit++) {
      if ((word >>> bit & 1) != 0 && !names.get(bit).isEmpty()) {
        features.add(names.get(bit));
      }
    }
  }
}
