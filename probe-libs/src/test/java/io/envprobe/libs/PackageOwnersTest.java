package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.libs.internal.packages.InstalledPackage;
import io.envprobe.libs.internal.packages.PackageInventory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Whose a library is, by the databases of package managers. */
class PackageOwnersTest extends ImageFixture {
  private static final String LIBRARY = "/usr/lib64/libz.so.1.3";

  private PackageInventory read(String... wanted) {
    return PackageInventory.of(image.host(), Set.of(wanted), Set.of());
  }

  private String owner(String path) {
    return read(path).owner(path).map(InstalledPackage::shown).orElse("nobody");
  }

  @Test
  void dpkgTellsPackagesOfOneNameApartByArchitecture() {
    image
        .text(
            "/var/lib/dpkg/status",
            "Package: zlib1g",
            "Status: install ok installed",
            "Architecture: amd64",
            "Version: 1:1.3-1",
            "",
            "Package: zlib1g",
            "Status: install ok installed",
            "Architecture: i386",
            "Version: 1:1.2-9",
            "",
            "Package: gone",
            "Status: deinstall ok config-files",
            "Version: 1",
            "")
        .text("/var/lib/dpkg/info/zlib1g:amd64.list", "/.", "/lib64/libz.so.1.3")
        .text("/var/lib/dpkg/info/zlib1g:i386.list", "/usr/lib/libz.so.1.2");
    assertEquals("zlib1g 1:1.3-1 (dpkg)", owner(LIBRARY));
    assertEquals("zlib1g 1:1.2-9 (dpkg)", owner("/usr/lib/libz.so.1.2"));
    assertEquals(2, read().packages().size());
  }

  @Test
  void anImageWithoutAShellKeepsStanzasAndSumsApart() {
    image
        .text("/var/lib/dpkg/status.d/libssl3", "Package: libssl3", "Version: 3.0.1", "")
        .text("/var/lib/dpkg/status.d/libssl3.md5sums", "00ff  usr/lib/libssl.so.3");
    assertEquals("libssl3 3.0.1 (dpkg)", owner("/usr/lib/libssl.so.3"));
  }

  @Test
  void apkListsFilesBelowDirectories() {
    image.text(
        "/lib/apk/db/installed",
        "C:Q1x",
        "P:zlib",
        "V:1.3-r1",
        "A:x86_64",
        "F:usr/lib64",
        "R:libz.so.1.3",
        "a:0:0:755",
        "",
        "P:musl",
        "V:1.2.5-r0",
        "F:lib",
        "R:ld-musl-x86_64.so.1",
        "");
    assertEquals("zlib 1.3-r1 (apk)", owner(LIBRARY));
    assertEquals("musl 1.2.5-r0 (apk)", owner("/lib/ld-musl-x86_64.so.1"));
  }

  @Test
  void pacmanNamesVersionsInDirectories() {
    image.text("/var/lib/pacman/local/zlib-ng-1.3-2/files", "%FILES%", "usr/lib64/libz.so.1.3");
    assertEquals("zlib-ng 1.3-2 (pacman)", owner(LIBRARY));
  }

  @Test
  void portageNamesRevisionsToo() {
    image.text(
        "/var/db/pkg/sys-libs/zlib-1.3-r2/CONTENTS",
        "dir /usr/lib64",
        "obj /usr/lib64/libz.so.1.3 0123 1700000000",
        "sym /usr/lib64/libz.so.1 -> libz.so.1.3 1700000000");
    assertEquals("sys-libs/zlib 1.3-r2 (portage)", owner(LIBRARY));
  }

  @Test
  void aPathInACellarAStoreOrAnInstallationTellsItsOwner() {
    String cellar = "/opt/homebrew/Cellar/openblas/0.3.26/lib/libopenblas.dylib";
    String store = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-openssl-3.0.13/lib/libssl.so.3";
    String spack =
        "/sw/linux-x86_64/gcc-12/zlib-ng-2.1.4-0123456789abcdefghijklmnopqrstuv/lib/libz.so";
    image.text(cellar, "").text(store, "").text(spack, "");
    image.text(spack.substring(0, spack.indexOf("/lib/")) + "/.spack/spec.json", "{}");
    assertEquals("openblas 0.3.26 (brew)", owner(cellar));
    assertEquals("openssl 3.0.13 (nix)", owner(store));
    assertEquals("zlib-ng 2.1.4 (spack)", owner(spack));
  }

  @Test
  void condaListsFilesInTheEnvironmentThatALibraryIsIn() {
    image.text(
        "/env/conda-meta/libzlib-1.3-h4ab18f5_1.json",
        "{\"name\": \"libzlib\", \"files\": [\"lib/libz.so.1.3\", \"share/x\"]}");
    assertEquals("libzlib 1.3 (conda)", owner("/env/lib/libz.so.1.3"));
  }

  @Test
  void aWheelsRecordNamesTheLibrariesThatItBrings() {
    String library = "/v/lib/python3.12/site-packages/numpy.libs/libgfortran-040039e1.so.5.0.0";
    image
        .text(library, "")
        .text(
            "/v/lib/python3.12/site-packages/numpy-2.1.0.dist-info/RECORD",
            "numpy.libs/libgfortran-040039e1.so.5.0.0,sha256=x,1",
            "\"../../../bin/f2py\",sha256=x,1");
    assertEquals("numpy 2.1.0 (python)", owner(library));
  }

  private static byte[] resource(String name) {
    try (InputStream in = PackageOwnersTest.class.getResourceAsStream(name)) {
      return new GZIPInputStream(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void rpmsSqliteFileIsReadThroughTreesAndOverflowPages() {
    image.file("/var/lib/rpm/rpmdb.sqlite", resource("rpmdb.sqlite.gz"));
    assertEquals("libsample1 2:1.2.3-4 (rpm)", owner("/usr/lib64/libsample1.so.1"));
    assertEquals(
        "libsample1 2:1.2.3-4 (rpm)",
        owner("/usr/lib64/libsample1-file-300-with-a-long-name-so-that-it-overflows"));
    assertEquals(List.of(), read().findings());
  }

  @Test
  void whatIsOnlyInTheWriteAheadLogIsReadToo() {
    image.file("/var/lib/rpm/rpmdb.sqlite", resource("rpmdb.sqlite.gz"));
    assertEquals("nobody", owner("/usr/lib64/libsample2.so.1"));
    image.file("/var/lib/rpm/rpmdb.sqlite-wal", resource("rpmdb.sqlite-wal.gz"));
    assertEquals("libsample2 2:1.2.3-4 (rpm)", owner("/usr/lib64/libsample2.so.1"));
    assertEquals("libsample1 2:1.2.3-4 (rpm)", owner("/usr/lib64/libsample1.so.1"));
  }

  /** A package in rpm's header format. */
  private static byte[] header(String name, String directory, String file) {
    ByteBuffer data = ByteBuffer.allocate(1024);
    List<int[]> entries = new ArrayList<>();
    for (Object[] tag :
        new Object[][] {{1000, name}, {1001, "3.1"}, {1002, "7"}, {1022, "x86_64"}}) {
      entries.add(new int[] {(int) tag[0], 6, data.position(), 1});
      data.put(((String) tag[1]).getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    }
    entries.add(new int[] {1116, 4, data.position(), 1});
    data.putInt(0);
    entries.add(new int[] {1117, 8, data.position(), 1});
    data.put(file.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    entries.add(new int[] {1118, 8, data.position(), 1});
    data.put(directory.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    ByteBuffer out = ByteBuffer.allocate(8 + 16 * entries.size() + data.position());
    out.putInt(entries.size()).putInt(data.position());
    for (int[] entry : entries) {
      out.putInt(entry[0]).putInt(entry[1]).putInt(entry[2]).putInt(entry[3]);
    }
    return out.put(data.array(), 0, data.position()).array();
  }

  @Test
  void rpmsOwnFormatIsRead() {
    byte[] blob = header("libz1", "/usr/lib64/", "libz.so.1.3");
    ByteBuffer file = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x506d7052).putInt(0).putInt(1).putInt(1);
    for (int at = 32; at < 4096; at += 16) {
      file.putInt(at, 0x746f6c53);
    }
    file.putInt(36, 5).putInt(40, 256).putInt(44, 8);
    file.position(4096);
    file.putInt(0x53626c42).putInt(5).putInt(1).putInt(blob.length).put(blob);
    image.file("/usr/lib/sysimage/rpm/Packages.db", file.array());
    assertEquals("libz1 3.1-7 (rpm)", owner(LIBRARY));
  }

  @Test
  void berkeleysHashFileIsReadOnAndOffItsPages() {
    byte[] near = header("near", "/usr/lib64/", "libnear.so");
    byte[] far = header("far", "/usr/lib64/", "libz.so.1.3");
    ByteBuffer file = ByteBuffer.allocate(4 * 512).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(12, 0x061561).putInt(20, 512).putInt(32, 3);
    int page = 512;
    file.putShort(page + 20, (short) 4).put(page + 25, (byte) 13);
    int end = 512;
    int[] places = new int[4];
    byte[] reference =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(3)
            .putInt(2)
            .putInt(far.length)
            .array();
    byte[][] items = {{1, 1, 0, 0, 0}, onPage(near), {1, 2, 0, 0, 0}, reference};
    for (int i = 0; i < 4; i++) {
      end -= items[i].length;
      places[i] = end;
      file.putShort(page + 26 + 2 * i, (short) places[i]);
      file.put(page + end, items[i]);
    }
    int half = far.length / 2;
    overflow(file, 2, 3, far, 0, half);
    overflow(file, 3, 0, far, half, far.length);
    image.file("/var/lib/rpm/Packages", file.array());
    assertEquals("near 3.1-7 (rpm)", owner("/usr/lib64/libnear.so"));
    assertEquals("far 3.1-7 (rpm)", owner(LIBRARY));
  }

  private static byte[] onPage(byte[] value) {
    byte[] item = new byte[value.length + 1];
    item[0] = 1;
    System.arraycopy(value, 0, item, 1, value.length);
    return item;
  }

  private static void overflow(
      ByteBuffer file, int number, int next, byte[] value, int from, int to) {
    int page = number * 512;
    file.putInt(page + 16, next).putShort(page + 22, (short) (to - from));
    file.put(page + 25, (byte) 7).put(page + 26, value, from, to - from);
  }

  @Test
  void aDamagedDatabaseIsAFindingAndNeverAnException() {
    byte[] sound = resource("rpmdb.sqlite.gz");
    java.util.Random random = new java.util.Random(11);
    int unread = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = sound.clone();
      for (int flips = 0; flips < 200; flips++) {
        damaged[random.nextInt(i % 2 == 0 ? 8192 : damaged.length)] = (byte) random.nextInt(256);
      }
      image.file("/var/lib/rpm/rpmdb.sqlite", damaged);
      unread += read(LIBRARY).findings().size();
    }
    assertTrue(unread > 20, "only " + unread + " were found out");
    image.text("/usr/lib/sysimage/rpm/rpmdb.sqlite", "no database");
    assertTrue(read().findings().get(0).message().contains("it ends before byte 100"));
  }
}
