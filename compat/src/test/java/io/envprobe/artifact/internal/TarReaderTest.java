package io.envprobe.artifact.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TarReaderTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> list(byte[] archive) throws IOException {
    TarReader reader = new TarReader(new ByteArrayInputStream(archive));
    List<String> members = new ArrayList<>();
    Optional<TarReader.Member> next = reader.next();
    while (next.isPresent()) {
      String content = new String(reader.content(100), StandardCharsets.UTF_8);
      members.add(
          next.get().kind() + " " + next.get().name() + " " + next.get().target() + content);
      next = reader.next();
    }
    return members;
  }

  @Test
  void readsFilesLinksAndWhatWasNotReadIsPassed() throws IOException {
    byte[] archive =
        new Tars()
            .file("./a", bytes("x".repeat(513)))
            .link("b", "a")
            .member("d/", '5', "", new byte[0])
            .file("c", bytes("end"))
            .bytes();
    assertEquals(
        List.of("FILE a " + "x".repeat(100), "SYMBOLIC_LINK b a", "DIRECTORY d ", "FILE c end"),
        list(archive));
  }

  @Test
  void longNamesComeFromGnuMembersAndPaxRecords() throws IOException {
    String name = "n".repeat(150);
    String record = "path=" + name + "\n";
    int length = record.length() + 4;
    byte[] archive =
        new Tars()
            .member("././@LongLink", 'L', "", bytes(name + "\0"))
            .file("short", bytes("1"))
            .member("pax", 'x', "", bytes(length + " " + record))
            .file("short", bytes("2"))
            .file("own", bytes("3"))
            .bytes();
    assertEquals(
        List.of("FILE " + name + " 1", "FILE " + name + " 2", "FILE own 3"), list(archive));
  }

  @Test
  void anArchiveThatEndsWithinAMemberOrHasNoHeaderIsRefusedAtItsPlace() {
    byte[] archive = new Tars().file("a", bytes("x".repeat(600))).file("b", bytes("y")).bytes();
    TarException early = assertThrows(TarException.class, () -> list(Arrays.copyOf(archive, 700)));
    assertEquals("the archive ends within a member", early.getMessage());
    byte[] damaged = archive.clone();
    damaged[1536] ^= 1;
    TarException header = assertThrows(TarException.class, () -> list(damaged));
    assertEquals(1536, header.offset());
  }

  @Test
  void damageNeverEndsInAnythingButARefusal() throws IOException {
    Random random = new Random(3);
    byte[] sound =
        new Tars().member("p", 'x', "", bytes("12 path=abc\n")).file("a", bytes("x")).bytes();
    int refused = 0;
    int inputs = Integer.getInteger("envprobe.fuzz", 2_000);
    for (int i = 0; i < inputs; i++) {
      byte[] copy = sound.clone();
      copy[random.nextInt(1536)] = (byte) random.nextInt(256);
      try {
        list(copy);
      } catch (TarException e) {
        refused++;
        assertTrue(e.offset() <= copy.length, e.toString());
      }
    }
    assertTrue(refused > inputs / 3, "a header has a checksum: " + refused);
  }
}
