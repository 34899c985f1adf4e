package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.binaries.loader.Tunables;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The directories that glibc 2.36 tries for a processor of x86-64, as {@code LD_DEBUG=libs} prints
 * them on Debian 12.
 */
class LegacyCapabilitiesTest extends ImageFixture {
  private static final List<String> ALL =
      List.of(
          "/opt/glibc-hwcaps/x86-64-v2",
          "/opt/tls/x86_64/x86_64",
          "/opt/tls/x86_64",
          "/opt/tls/x86_64",
          "/opt/tls",
          "/opt/x86_64/x86_64",
          "/opt/x86_64",
          "/opt/x86_64",
          "/opt");
  private static final List<String> MASKED =
      List.of("/opt/glibc-hwcaps/x86-64-v2", "/opt/tls/x86_64", "/opt/tls", "/opt/x86_64", "/opt");

  @BeforeEach
  void imageOfDebian12() {
    image.glibc("2.36").variable("LD_LIBRARY_PATH", "/opt");
  }

  private List<String> directories() throws IOException {
    HostByteSource shell = HostByteSource.open(image.host(), "/bin/sh").answer().orElseThrow();
    ElfFile system = ElfFile.read(shell).content().orElseThrow();
    Resolution resolution =
        HostLoader.of(image.host(), Image.processor(2)).open("libnone.so", system).orElseThrow();
    return resolution.searches().get(0).steps().get(0).directories();
  }

  @Test
  void everyCombinationIsTried() throws IOException {
    assertEquals(ALL, directories());
  }

  @Test
  void aMaskTakesTheCapabilityAndLeavesThePlatformAndTheNewDirectories() throws IOException {
    image.variable("GLIBC_TUNABLES", "glibc.cpu.hwcap_mask=4");
    assertEquals(MASKED, directories());
    image.variable("GLIBC_TUNABLES", "glibc.cpu.hwcap_mask=0x6");
    assertEquals(ALL, directories());
  }

  @Test
  void theOldVariableMeansTheSame() throws IOException {
    image.variable("LD_HWCAP_MASK", "0");
    assertEquals(MASKED, directories());
  }

  @Test
  void numbersOfTunablesAreReadAsGlibcReadsThem() {
    assertEquals(
        List.of(6L, 8L, 10L, 0L, 7L),
        List.of(
            Tunables.number("0x6"),
            Tunables.number("010"),
            Tunables.number("10"),
            Tunables.number("x"),
            Tunables.number("7,8")));
  }
}
