package io.envprobe.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FactCatalogueTest {
  @Test
  void everyFactHasAMeaningASourceAndASchemeWhereItIsAVersion() {
    for (FactKey<?> key : FactCatalogue.all()) {
      assertFalse(key.meaning().isEmpty(), key.name());
      assertFalse(key.source().isEmpty(), key.name());
      assertEquals(key.type() == (Object) FactType.VERSION, !key.scheme().isEmpty(), key.name());
      assertTrue(key.name().matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+"), key.name());
    }
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FactType.TEXT.canonical(1L));
    assertThrows(IllegalArgumentException.class, () -> FactType.SET.canonical(List.of(1L)));
    assertEquals(List.of("a", "b"), FactType.SET.canonical(List.of("b", "a", "b")));
    assertEquals(List.of("b", "a"), FactType.LIST.canonical(List.of("b", "a")));
  }

  @Test
  void aProfileIsTotalAndSaysThatNobodyLooked() {
    Reading<String> reading = Profile.EMPTY.reading(OsFacts.OS_ID);
    assertEquals(Reading.unknown(UnknownCause.NOT_PROBED, "nothing looked for os.id"), reading);
  }

  @Test
  void anExcerptIsOnePrintableLineOfAtMost200Characters() {
    Evidence evidence = Evidence.file("/x", "a\nb\u0000c" + "x".repeat(500));
    assertEquals(200, evidence.excerpt().length());
    assertTrue(evidence.excerpt().startsWith("a b cxxx"));
  }
}
