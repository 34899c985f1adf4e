package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.table.Table;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A vocabulary that is nothing but names: forms with holes for the operating system, the
 * architecture, the C library and the like, filled by the table {@code ecosystems}. A hole whose
 * value the ecosystem has no name for gives no word; one whose fact is unknown gives an unknown
 * word. A star among the names stands for every other value, which is its own name.
 */
public final class TableVocabulary implements Vocabulary {
  private static final class Holder {
    static final Table ECOSYSTEMS =
        Table.read(TableVocabulary.class.getResourceAsStream("ecosystems.table"))
            .table("vocabularies");
  }

  private final String name;

  /** The vocabulary of that name in the table, which is read on first use. */
  public TableVocabulary(String name) {
    this.name = name;
  }

  private Table row() {
    return Holder.ECOSYSTEMS.table(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return row().text("title");
  }

  @Override
  public String specification() {
    return row().text("specification");
  }

  @Override
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> read = new LinkedHashSet<>();
    for (Table form : row().tables("words")) {
      for (String hole : holes(form.text("form"))) {
        addKeys(read, fact(hole));
      }
      for (String condition : List.of("os", "arch", "libc")) {
        if (form.has(condition)) {
          addKeys(read, condition);
        }
      }
    }
    return Collections.unmodifiableSet(read);
  }

  private static List<String> holes(String form) {
    List<String> holes = new ArrayList<>();
    for (int open = form.indexOf('{'); open >= 0; open = form.indexOf('{', open + 1)) {
      holes.add(form.substring(open + 1, form.indexOf('}', open)));
    }
    return holes;
  }

  /** What a hole is filled from: several holes may name one thing differently. */
  private String fact(String hole) {
    return row().has("holes") ? row().table("holes").textOr(hole, hole) : hole;
  }

  private static void addKeys(Set<FactKey<?>> read, String fact) {
    read.add(key(fact, OsFacts.OS_ABI_ARCH));
    if (fact.equals("arch")) {
      read.add(CpuFacts.CPU_ARCH);
    }
  }

  private static FactKey<?> key(String fact, FactKey<?> arch) {
    return switch (fact) {
      case "os" -> OsFacts.OS_NAME;
      case "arch" -> arch;
      case "libc" -> LibraryFacts.LIBC_NAME;
      case "libcVersion" -> LibraryFacts.LIBC_VERSION;
      case "kernel" -> OsFacts.KERNEL_VERSION;
      case "cuda" -> CudaFacts.CUDA_VERSION;
      case "capability" -> CudaFacts.CUDA_COMPUTE_CAPABILITY;
      case "level" -> CpuFacts.CPU_LEVEL;
      case "target" -> CpuFacts.CPU_TARGET;
      case "id" -> OsFacts.OS_ID;
      case "version", "versionMajor" -> OsFacts.OS_VERSION_ID;
      case "osMajor" -> OsFacts.OS_VERSION;
      case "armLevel" -> CpuFacts.CPU_AARCH64_LEVEL;
      default -> throw new IllegalStateException("no hole named " + fact);
    };
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    Words words = new Words(name, profile);
    for (Table form : row().tables("words")) {
      new Filling(words, form).add();
    }
    return words.set();
  }

  /** One form being filled for one profile. */
  private final class Filling {
    private final Words words;
    private final Table form;
    private final List<FactKey<?>> facts = new ArrayList<>();
    private final List<FactKey<?>> missing = new ArrayList<>();
    private boolean possible = true;

    Filling(Words words, Table form) {
      this.words = words;
      this.form = form;
    }

    void add() {
      boolean applies =
          isAmong("os", OsFacts.OS_NAME)
              && isAmong("arch", words.archKey())
              && isAmong("libc", LibraryFacts.LIBC_NAME);
      if (!applies) {
        return;
      }
      String text = filled(form.text("form"));
      String label = form.textOr("label", "");
      if (!possible) {
        return;
      }
      if (missing.isEmpty()) {
        words.add(label, text, facts.toArray(new FactKey<?>[0]));
        return;
      }
      words.missing(missing.get(0), label, text);
    }

    /** Whether a condition of the form holds; one on an unknown fact is left to the holes. */
    private boolean isAmong(String name, FactKey<String> key) {
      if (!form.has(name)) {
        return true;
      }
      Optional<String> value = words.find(key);
      if (value.isPresent()) {
        return form.texts(name).contains(value.get());
      }
      if (!words.isUnknown(key)) {
        return false;
      }
      missing.add(key);
      return true;
    }

    private String filled(String text) {
      StringBuilder result = new StringBuilder();
      int from = 0;
      while (from < text.length()) {
        int open = text.indexOf('{', from);
        if (open < 0) {
          return result.append(text, from, text.length()).toString();
        }
        int close = text.indexOf('}', open);
        result.append(text, from, open).append(hole(text.substring(open + 1, close)));
        from = close + 1;
      }
      return result.toString();
    }

    private String hole(String hole) {
      FactKey<?> key = key(fact(hole), words.archKey());
      Optional<?> value = words.find(key);
      if (value.isEmpty()) {
        if (words.isUnknown(key)) {
          missing.add(key);
        } else {
          possible = false;
        }
        return "*";
      }
      if (!facts.contains(key)) {
        facts.add(key);
      }
      String word = value.get().toString().toLowerCase(Locale.ROOT);
      int dot = word.indexOf('.');
      if (dot > 0 && fact(hole).endsWith("Major")) {
        word = word.substring(0, dot);
      }
      if (!row().has(hole)) {
        return word;
      }
      String named = row().table(hole).textOr(word, row().table(hole).textOr("*", ""));
      named = named.equals("*") ? word : named;
      possible &= !named.isEmpty();
      return named;
    }
  }
}
