package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.internal.SourceBytes;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {
  private static final byte[] TEXT = "some text, some text".getBytes(StandardCharsets.UTF_8);
  private static final int MEMORY = 1 << 20;

  private static byte[] two() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("aa", TEXT);
    members.put("ab", TEXT);
    return Zips.of(members);
  }

  private static byte[] content(byte[] zip, int member) throws IOException {
    ByteSource source = ByteSource.of(zip);
    ZipArchive archive = ZipArchive.read(source).content().orElseThrow();
    ByteSource opened =
        ZipArchive.open(source, archive.members().get(member), MEMORY).content().orElseThrow();
    return SourceBytes.copy(opened, 0, 1000);
  }

  private static List<String> codes(byte[] zip) throws IOException {
    return ZipArchive.read(ByteSource.of(zip)).defects().stream().map(Defect::code).toList();
  }

  @Test
  void readsMembersWithDataDescriptors() throws IOException {
    assertArrayEquals(TEXT, content(two(), 0));
    assertArrayEquals(TEXT, content(two(), 1));
    assertEquals(List.of(), codes(two()));
  }

  @Test
  void readsNumbersOfZip64() throws IOException {
    assertArrayEquals(TEXT, content(Zips.wide("name", TEXT), 0));
    assertEquals(List.of(), codes(Zips.wide("name", TEXT)));
  }

  @Test
  void readsAnArchiveThatFollowsAProgram() throws IOException {
    byte[] shifted = new byte[two().length + 100];
    System.arraycopy(two(), 0, shifted, 100, two().length);
    assertArrayEquals(TEXT, content(shifted, 1));
    assertEquals(List.of("shifted-archive"), codes(shifted));
  }

  @Test
  void reportsNamesThatLeadOut() throws IOException {
    for (String name : List.of("../evil", "a/../../b", "/etc/passwd", "C:\\x", "\\\\host\\x")) {
      assertEquals(List.of("member-name"), codes(Zips.of(Map.of(name, TEXT))), name);
    }
    assertEquals(List.of(), codes(Zips.of(Map.of("a/..b/c..", TEXT))));
  }

  @Test
  void reportsTwoMembersOfOneName() throws IOException {
    byte[] zip = two();
    byte[] twice = Zips.patched(zip, Zips.entry(zip, 1) + 47, 1, 'a');
    assertEquals(List.of("duplicate-member"), codes(twice));
  }

  @Test
  void reportsEncryptionAndReadsNothing() throws IOException {
    byte[] zip = two();
    byte[] encrypted = Zips.patched(zip, Zips.entry(zip, 0) + 8, 2, 9);
    assertEquals(List.of("encrypted-member"), codes(encrypted));
    ByteSource source = ByteSource.of(encrypted);
    ZipArchive.Member member = ZipArchive.read(source).content().orElseThrow().members().get(0);
    ReadResult<ByteSource> opened = ZipArchive.open(source, member, MEMORY);
    assertTrue(opened.content().isEmpty());
    assertEquals("encrypted-member", opened.defects().get(0).code());
  }

  @Test
  void reportsMembersThatShareBytes() throws IOException {
    byte[] zip = two();
    byte[] overlapping = Zips.patched(zip, Zips.entry(zip, 1) + 42, 4, 0);
    assertEquals(List.of("overlapping-members"), codes(overlapping));
  }

  @Test
  void reportsMembersOutsideOfTheFile() throws IOException {
    byte[] zip = two();
    assertEquals(
        List.of("member-out-of-file"),
        codes(Zips.patched(zip, Zips.entry(zip, 1) + 42, 4, 0x7ffffff0L)));
    byte[] tooLong = Zips.patched(zip, Zips.entry(zip, 1) + 20, 4, 0x7ffffff0L);
    assertEquals(List.of("member-out-of-file"), codes(tooLong));
  }

  @Test
  void rejectsWhatIsTruncated() throws IOException {
    byte[] zip = two();
    byte[] cut = Arrays.copyOf(zip, zip.length - 5);
    assertEquals(List.of("no-directory"), codes(cut));
    assertTrue(ZipArchive.read(ByteSource.of(new byte[0])).content().isEmpty());
  }

  @Test
  void tellsLinksByTheirMode() {
    ZipArchive.Member link = new ZipArchive.Member("a", 0, 0, 0, 0, 0, 0, 0xa1ff);
    ZipArchive.Member file = new ZipArchive.Member("a", 0, 0, 0, 0, 0, 0, 0x81a4);
    assertTrue(link.isLink());
    assertFalse(file.isLink());
  }
}
