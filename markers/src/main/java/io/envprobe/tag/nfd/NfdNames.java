package io.envprobe.tag.nfd;

import io.envprobe.table.Table;
import io.envprobe.tag.internal.TableVocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** NFD's names of features and flags, from tables that are read on first use. */
final class NfdNames {
  private static final Table TABLE = NfdNodeTable.read();
  static final TableVocabulary LABELS = new TableVocabulary("nfd");
  static final Set<String> ELSEWHERE = Set.copyOf(TABLE.texts("elsewhere"));
  static final Map<String, String> WITHOUT_LABELS = texts(TABLE.table("withoutLabels"));

  private NfdNames() {}

  private static Map<String, String> texts(Table table) {
    Map<String, String> texts = new HashMap<>();
    table.names().forEach(name -> texts.put(name, table.text(name)));
    return texts;
  }

  /** NFD's names of flags by the kernel's. */
  static Map<String, String> flags(String arch) {
    Map<String, String> flags = new HashMap<>();
    switch (arch) {
      case "x86_64" -> {
        flags.putAll(WITHOUT_LABELS);
        flags.putAll(LABELS.names("cpuidX86"));
      }
      case "aarch64" -> flags.putAll(LABELS.names("cpuidArm"));
      case "s390x" -> flags.putAll(LABELS.names("cpuidZ"));
      default -> {}
    }
    return flags;
  }
}
