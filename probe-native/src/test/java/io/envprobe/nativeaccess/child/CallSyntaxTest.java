package io.envprobe.nativeaccess.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CallSyntaxTest {
  private static final List<String> LINES =
      List.of(
          "major:cuDeviceGetAttribute(>major:int[1..99], 75, device) for device after cuInit|open",
          "list:zeInitDrivers(&drivers, >driver:pointers[drivers], {24; 0=int 0x20; 16=int 1})",
          "zeDeviceGetProperties(device, {368; 8={24; 16>ip:uint}; 112>name:text[256]}) times n",
          "cudnnGetVersion() -> version:long[1000..999999] unless old",
          "f(-7, 8L, null, \"text\", #, @agent, >id:hex[16]) -> void");

  @Test
  void readsEveryPartOfACall() {
    Call call = CallSyntax.parse(LINES.get(0));
    assertEquals("major", call.name());
    assertEquals("cuDeviceGetAttribute", call.symbol());
    assertEquals(new Argument.Numeral(75, false), call.arguments().get(1));
    assertEquals(new Argument.Reference("device"), call.arguments().get(2));
    assertEquals("device", call.each());
    assertEquals(List.of("cuInit", "open"), call.after());
    for (String line : LINES) {
      assertTrue(CallSyntax.parse(line).arguments().size() <= 7, line);
    }
  }

  @Test
  void refusesAFieldThatLiesOutsideOfItsStructure() {
    for (String field : List.of("5>x:int", "-1>x:int", "2147483646>x:int", "4294967296>x:int")) {
      String line = "f({8; " + field + "})";
      assertThrows(IllegalArgumentException.class, () -> CallSyntax.parse(line), line);
    }
  }

  @Test
  void anyDamageIsACallOrRefused() {
    int inputs = Integer.getInteger("envprobe.fuzz", 20_000);
    Random random = new Random(11);
    String alphabet = "az09:(){}[];,=><&@#|\"-. Lintx";
    int refused = 0;
    for (int i = 0; i < inputs; i++) {
      StringBuilder line = new StringBuilder(LINES.get(random.nextInt(LINES.size())));
      for (int edits = random.nextInt(5); edits >= 0; edits--) {
        int at = random.nextInt(line.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        if (random.nextBoolean()) {
          line.setCharAt(at, c);
        } else {
          line.insert(at, c);
        }
      }
      try {
        assertTrue(!CallSyntax.parse(line.toString()).symbol().isEmpty(), line.toString());
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertTrue(refused > 0 && refused < inputs, refused + " refused");
  }
}
