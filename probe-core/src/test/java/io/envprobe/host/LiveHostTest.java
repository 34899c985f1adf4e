package io.envprobe.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.host.internal.AddressNoise;
import io.envprobe.host.internal.HomeDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveHostTest {
  private final Host host = new LiveHost(Set.of());

  private static FailureKind kind(Outcome<?> outcome) {
    return outcome.fold(answer -> FailureKind.UNSUPPORTED, Outcome.Failure::kind);
  }

  @Test
  void readsProcFilesThatClaimToBeEmpty() {
    String status = host.text("/proc/self/status").answer().orElseThrow();
    assertTrue(status.contains("Pid:"), status);
  }

  @Test
  void aFileThatVanishedIsAbsentAndADeviceIsNoFile() {
    assertTrue(host.text("/no/such/file").isNotFound());
    assertEquals(FailureKind.WRONG_TYPE, kind(host.text("/dev/zero")));
  }

  @Test
  void tellsWhatMayBeDoneWithADeviceWithoutOpeningIt() {
    assertEquals("rw", host.answer(new Request.Access("/dev/null")).answer().orElseThrow());
    assertTrue(host.answer(new Request.Access("/no/such/device")).isNotFound());
  }

  @Test
  void namesWithControlCharactersAreLeftOutOfAListing(@TempDir Path directory) throws IOException {
    for (String name : List.of("é", "a b", "line\nbreak", "tab\t", "delete\u007f", "\u00a0")) {
      Files.createFile(directory.resolve(name));
    }
    Files.createFile(directory.resolve("next\u0085line"));
    assertEquals(
        List.of("a b", "\u00a0", "é"), host.list(directory.toString()).answer().orElseThrow());
    assertEquals(FailureKind.WRONG_TYPE, kind(host.list(directory + "/a b")));
    assertTrue(host.list(directory + "/none").isNotFound());
  }

  @Test
  void aRangeEndsWithItsFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "0123456789");
    assertArrayEquals(
        "789".getBytes(StandardCharsets.US_ASCII),
        host.range(file.toString(), 7, 100).answer().orElseThrow());
    assertEquals(0, host.range(file.toString(), 50, 4).answer().orElseThrow().length);
    assertEquals(FailureKind.WRONG_TYPE, kind(host.range(directory.toString(), 0, 4)));
  }

  @Test
  void anEndlessFileIsTooLarge() {
    assertEquals(
        FailureKind.TOO_LARGE, kind(host.answer(new Request.Content("/proc/self/status", 10))));
  }

  @Test
  void doesWhatItIsForbiddenToDoNeither() {
    assertEquals(FailureKind.FORBIDDEN, kind(host.answer(new Request.Command(List.of("true")))));
    assertEquals(
        FailureKind.FORBIDDEN, kind(host.answer(new Request.NativeCall("cpuid", List.of()))));
    assertEquals(FailureKind.FORBIDDEN, kind(host.property("user.name")));
  }

  @Test
  void runsAProgramThatTheUserNamedWhereThatIsAllowed() {
    Host permitted = new LiveHost(Set.of(HostPermission.COMMANDS));
    CommandOutput output =
        permitted
            .answer(new Request.Command(List.of("printf", "%s", "said")))
            .answer()
            .orElseThrow();
    assertEquals(new CommandOutput(0, "said"), output);
    assertEquals(
        FailureKind.IO_ERROR,
        kind(permitted.answer(new Request.Command(List.of("/no/such/program")))));
  }

  @Test
  void theAuxiliaryVectorIsTheSameInEveryRun() {
    ByteBuffer vector = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
    vector.putLong(16).putLong(0x178bfbff); // AT_HWCAP stays
    vector.putLong(33).putLong(0x7ffd1234); // AT_SYSINFO_EHDR is an address
    vector.putLong(25).putLong(0x7ffd9999); // AT_RANDOM too
    vector.putLong(0).putLong(0);
    byte[] clean = AddressNoise.auxiliaryVector(vector.array(), 8);
    ByteBuffer words = ByteBuffer.wrap(clean).order(ByteOrder.nativeOrder());
    assertEquals(0x178bfbff, words.getLong(8));
    assertEquals(0, words.getLong(24));
    assertEquals(0, words.getLong(40));
    assertArrayEquals(
        host.content("/proc/self/auxv").answer().orElseThrow(),
        host.content("/proc/self/auxv").answer().orElseThrow());
  }

  @Test
  void mapsNameFilesOnceAndNoAddresses() {
    String maps =
        "7f01-7f02 r--p 00000000 fe:00 123  /lib/libc.so.6\n"
            + "7f02-7f03 r-xp 00001000 fe:00 123  /lib/libc.so.6\n"
            + "7f04-7f05 rw-p 00000000 00:00 0\n"
            + "7f06-7f07 r-xp 0 0:0 0 [vdso]\n";
    assertEquals(
        "0-0 r--p 0 00:00 0 /lib/libc.so.6\n",
        new String(
            AddressNoise.maps(maps.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
  }

  @Test
  void theHomeDirectoryIsATildeInAnswersAndInRequests() {
    HomeDirectory home = new HomeDirectory("/home/alice");
    assertEquals(
        "~/bin:/usr/bin:/home/alicent/bin",
        home.hide("/home/alice/bin:/usr/bin:/home/alicent/bin"));
    assertEquals("/home/alice/bin", home.expand("~/bin"));
    assertEquals("~other/bin", home.expand("~other/bin"));
    assertEquals("/usr/x", new HomeDirectory("/").hide("/usr/x"));
    assertFalse(home.hide("home = /home/alice").contains("alice"));
    assertFalse(home.hide("/mnt/disk/home/alice/x").contains("alice"));
    HomeDirectory administrator = new HomeDirectory("/root");
    assertEquals("~/bin:~ -L~/lib", administrator.hide("/root/bin:/root -L/root/lib"));
    assertEquals("/srv/image/root/usr", administrator.hide("/srv/image/root/usr"));
  }

  @Test
  void theHomeDirectoryIsATildeInFilesThatAreTextAndInNoOthers() {
    HomeDirectory home = new HomeDirectory("/home/zoë");
    byte[] elsewhere = "prefix = /usr\n".getBytes(StandardCharsets.UTF_8);
    assertSame(elsewhere, home.hide(elsewhere));
    byte[] text = "prefix = /home/zoë/opt \uFFFD\n".getBytes(StandardCharsets.UTF_8);
    assertEquals("prefix = ~/opt \uFFFD\n", new String(home.hide(text), StandardCharsets.UTF_8));
    byte[] binary = text.clone();
    binary[0] = (byte) 0xff;
    assertSame(binary, home.hide(binary));
  }
}
