package io.envprobe.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.target.internal.CpuidFeaturesTable;
import io.envprobe.target.internal.GlibcHwcapsTable;
import io.envprobe.target.internal.MacosFeaturesTable;
import io.envprobe.target.internal.X86SiliconTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void givesMembersOfEveryType() {
    Table row = X86SiliconTable.read().tables("rows").get(0);
    assertEquals("GenuineIntel", row.text("vendor"));
    assertEquals(6, row.integer("family"));
    Table words = CpuidFeaturesTable.read().tables("words").get(0);
    assertEquals(List.of("fpu", "vme", "de"), words.texts("names").subList(0, 3));
    assertEquals("pni", GlibcHwcapsTable.read().table("tunables").text("sse3"));
  }

  @Test
  void keepsNumbersOfMoreThanThirtyOneBits() {
    List<Long> leaves = new java.util.ArrayList<>();
    CpuidFeaturesTable.read().tables("words").forEach(word -> leaves.add(word.integer("leaf")));
    assertTrue(leaves.contains(0x8000_0001L), leaves.toString());
  }

  @Test
  void namesMembersInTheOrderOfTheSource() {
    assertEquals(
        List.of("vendor", "family", "from", "to", "name", "target"),
        List.copyOf(X86SiliconTable.read().tables("rows").get(0).names()));
  }

  @Test
  void givesAllTextsOfAnObjectInTheOrderOfTheSource() {
    Table names = GlibcHwcapsTable.read().table("tunables");
    assertEquals(List.copyOf(names.names()), List.copyOf(names.texts().keySet()));
    names.texts().forEach((name, text) -> assertEquals(names.text(name), text));
    Table row = X86SiliconTable.read().tables("rows").get(0);
    assertThrows(IllegalStateException.class, row::texts);
  }

  @Test
  void findsEveryMemberOfALargeObject() {
    Table names = MacosFeaturesTable.read().table("x86");
    for (String name : names.names()) {
      assertFalse(names.text(name).isEmpty(), name);
    }
    assertEquals("given", names.textOr("no such member", "given"));
  }

  @Test
  void leavesOutWhatARowLeavesOut() {
    Table row = X86SiliconTable.read().tables("rows").get(0);
    assertFalse(row.has("brand"));
    assertEquals("otherwise", row.textOr("brand", "otherwise"));
    assertEquals(7, row.integerOr("stepping_from", 7));
    assertFalse(row.isTrue("brand"));
    assertTrue(row.texts("brand").isEmpty());
    assertTrue(row.tables("brand").isEmpty());
  }

  @Test
  void refusesAMissingMemberOrOneOfAnotherType() {
    Table row = X86SiliconTable.read().tables("rows").get(0);
    assertThrows(IllegalStateException.class, () -> row.text("brand"));
    assertThrows(IllegalStateException.class, () -> row.text("family"));
    assertThrows(IllegalStateException.class, () -> row.integer("vendor"));
    assertThrows(IllegalStateException.class, () -> row.isTrue("vendor"));
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThrows(IllegalStateException.class, () -> Table.of(""));
    assertThrows(IllegalStateException.class, () -> Table.of("\0".repeat(20)));
  }
}
