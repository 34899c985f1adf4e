package io.envprobe.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.target.Targets;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table shipped(String name) {
    return Table.read(Targets.class.getResourceAsStream("internal/" + name + ".table"));
  }

  @Test
  void givesMembersOfEveryType() {
    Table row = shipped("x86-silicon").tables("rows").get(0);
    assertEquals("GenuineIntel", row.text("vendor"));
    assertEquals(6, row.integer("family"));
    Table words = shipped("cpuid-features").tables("words").get(0);
    assertEquals(List.of("fpu", "vme", "de"), words.texts("names").subList(0, 3));
    assertEquals("pni", shipped("glibc-hwcaps").table("tunables").text("sse3"));
  }

  @Test
  void keepsNumbersOfMoreThanThirtyOneBits() {
    List<Long> leaves = new java.util.ArrayList<>();
    shipped("cpuid-features").tables("words").forEach(word -> leaves.add(word.integer("leaf")));
    assertTrue(leaves.contains(0x8000_0001L), leaves.toString());
  }

  @Test
  void namesMembersInTheOrderOfTheSource() {
    assertEquals(
        List.of("vendor", "family", "from", "to", "name", "target"),
        List.copyOf(shipped("x86-silicon").tables("rows").get(0).names()));
  }

  @Test
  void findsEveryMemberOfALargeObject() {
    Table names = shipped("macos-features").table("x86");
    for (String name : names.names()) {
      assertFalse(names.text(name).isEmpty(), name);
    }
    assertEquals("given", names.textOr("no such member", "given"));
  }

  @Test
  void leavesOutWhatARowLeavesOut() {
    Table row = shipped("x86-silicon").tables("rows").get(0);
    assertFalse(row.has("brand"));
    assertEquals("otherwise", row.textOr("brand", "otherwise"));
    assertEquals(7, row.integerOr("stepping_from", 7));
    assertFalse(row.isTrue("brand"));
    assertTrue(row.texts("brand").isEmpty());
    assertTrue(row.tables("brand").isEmpty());
  }

  @Test
  void refusesAMissingMemberOrOneOfAnotherType() {
    Table row = shipped("x86-silicon").tables("rows").get(0);
    assertThrows(IllegalStateException.class, () -> row.text("brand"));
    assertThrows(IllegalStateException.class, () -> row.text("family"));
    assertThrows(IllegalStateException.class, () -> row.integer("vendor"));
    assertThrows(IllegalStateException.class, () -> row.isTrue("vendor"));
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThrows(IllegalStateException.class, () -> Table.read(null));
    assertThrows(
        IllegalStateException.class, () -> Table.read(new ByteArrayInputStream(new byte[0])));
    assertThrows(
        IllegalStateException.class, () -> Table.read(new ByteArrayInputStream(new byte[20])));
  }
}
