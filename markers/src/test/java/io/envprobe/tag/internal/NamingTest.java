package io.envprobe.tag.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Vocabulary;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of ecosystems declares what its forms read. */
class NamingTest {
  @Test
  void everyHoleOfEveryFormIsDeclaredAndNothingElseIsLookedFor() {
    int vocabularies = 0;
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      if (vocabulary instanceof TableVocabulary table) {
        Set<FactKey<?>> read = new HashSet<>();
        for (Form form : table.naming().forms()) {
          addAll(form, table.naming(), read);
        }
        if (read.contains(OsFacts.OS_ABI_ARCH)) {
          read.add(CpuFacts.CPU_ARCH);
        }
        if (vocabulary.name().equals("eessi")) {
          read.addAll(Overrides.FACTS);
        }
        assertEquals(read, vocabulary.facts(), vocabulary.name());
        vocabularies++;
      }
    }
    assertTrue(vocabularies > 10, "vocabularies of the table: " + vocabularies);
  }

  private static void addAll(Form form, Naming naming, Set<FactKey<?>> read) {
    for (Form.Piece piece : form.pieces()) {
      if (piece.hole()) {
        read.add(HoleFacts.key(naming.fact(piece.text()), OsFacts.OS_ABI_ARCH));
      }
    }
    for (String condition : Form.CONDITIONS) {
      if (!form.condition(condition).isEmpty()) {
        read.add(HoleFacts.key(naming.fact(condition), OsFacts.OS_ABI_ARCH));
      }
    }
    if (!form.present().isEmpty()) {
      read.add(HoleFacts.key(naming.fact(form.present()), OsFacts.OS_ABI_ARCH));
    }
  }
}
