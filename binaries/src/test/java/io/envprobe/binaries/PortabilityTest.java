package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.binaries.audit.PlatformPolicies;
import io.envprobe.binaries.audit.Portability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lowest platform that has what a file needs. */
class PortabilityTest {
  private static final PlatformPolicies POLICIES =
      new PlatformPolicies(
          Map.of("x86_64", "2.5", "riscv64", "2.27"),
          List.of(
              new PlatformPolicies.Line(
                  "x86_64",
                  "GLIBCXX",
                  List.of(
                      new PlatformPolicies.Step("2.5", "3.4.8"),
                      new PlatformPolicies.Step("2.31", "3.4.28")))),
          List.of(new PlatformPolicies.Node("GLIBC_ABI_DT_RELR", "2.36", List.of("x86_64"))),
          Map.of("libc.so.6", "2.5", "libstdc++.so.6", "2.5", "libmvec.so.1", "2.24"),
          List.of(
              new PlatformPolicies.Symbol("libstdc++.so.6", "late", Optional.of("2.34")),
              new PlatformPolicies.Symbol("libstdc++.so.6", "never", Optional.empty())));

  private final ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);

  private byte[] content = new byte[0];

  private Portability judge(String... undefined) {
    if (content.length == 0) {
      content = elf.file();
    }
    try {
      ElfFile file = ElfFile.read(ByteSource.of(content)).content().orElseThrow();
      List<ElfSymbol> symbols =
          List.of(undefined).stream()
              .map(
                  name ->
                      new ElfSymbol(
                          name, 1, 2, false, 0, 0, Optional.empty(), Optional.empty(), false))
              .toList();
      return Portability.of(file, ElfRequirements.of(file, symbols), symbols, POLICIES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PortabilityTest needs(String library, String... versions) {
    elf.named(Tag.NEEDED, library);
    if (versions.length > 0) {
      byte[] all = elf.numbers(2, 1, 2, versions.length, 4, elf.string(library), 4, 16, 4, 0);
      java.io.ByteArrayOutputStream table = new java.io.ByteArrayOutputStream();
      table.writeBytes(all);
      for (int i = 0; i < versions.length; i++) {
        long next = i == versions.length - 1 ? 0 : 16;
        table.writeBytes(
            elf.numbers(
                4, ElfHash.sysv(versions[i]), 2, 0, 2, i + 2, 4, elf.string(versions[i]), 4, next));
      }
      elf.table(Tag.VERNEED, table.toByteArray()).entry(Tag.VERNEEDNUM, 1);
    }
    return this;
  }

  private static List<String> codes(List<Portability.Issue> issues) {
    return issues.stream().map(Portability.Issue::code).toList();
  }

  @Test
  void glibcsOwnVersionCountsExactly() {
    needs("libc.so.6", "GLIBC_2.2.5", "GLIBC_2.33");
    Portability verdict = judge();
    assertEquals(Optional.of("manylinux_2_33_x86_64"), verdict.tag());
    assertEquals(List.of("GLIBC_2.33"), verdict.decidedBy());
    assertTrue(verdict.portable());
  }

  @Test
  void aFileThatNeedsLittleHasTheLowestPlatformAndNoReason() {
    needs("libc.so.6", "GLIBC_2.2.5");
    assertEquals(Optional.of("manylinux_2_5_x86_64"), judge().tag());
    assertEquals(List.of(), judge().decidedBy());
  }

  @Test
  void otherLinesCountAsTheFirstPlatformThatHasThem() {
    needs("libstdc++.so.6", "GLIBCXX_3.4.21");
    assertEquals(Optional.of("2.31"), judge().platform());
    assertEquals(List.of("GLIBCXX_3.4.21"), judge().decidedBy());
  }

  @Test
  void aVersionBeyondEveryPlatformIsSaid() {
    needs("libstdc++.so.6", "GLIBCXX_3.4.99");
    assertEquals(List.of("BEYOND_KNOWN_POLICIES:GLIBCXX_3.4.99"), codes(judge().limits()));
  }

  @Test
  void aVersionOffTheLinesHasItsOwnPlatform() {
    needs("libc.so.6", "GLIBC_ABI_DT_RELR", "GLIBC_2.34");
    assertEquals(Optional.of("2.36"), judge().platform());
    assertEquals(List.of("GLIBC_ABI_DT_RELR"), judge().decidedBy());
  }

  @Test
  void aLibraryMayRaiseThePlatformOrBeExternal() {
    needs("libmvec.so.1").needs("libcuda.so.1");
    Portability verdict = judge();
    assertEquals(List.of("WHITELIST:libmvec.so.1"), verdict.decidedBy());
    assertEquals(List.of("libcuda.so.1"), verdict.externalLibraries());
    assertEquals(List.of("EXTERNAL_LIB:libcuda.so.1"), codes(verdict.blockers()));
    assertFalse(verdict.portable());
  }

  @Test
  void aSymbolMayRaiseThePlatformOrBePromisedByNone() {
    needs("libstdc++.so.6");
    assertEquals(Optional.of("2.34"), judge("late").platform());
    assertEquals(
        List.of("UNPROMISED_SYMBOL:libstdc++.so.6:never"), codes(judge("never").blockers()));
  }

  @Test
  void softFloatRiscvIsForNoPlatform() {
    elf.machine(243, 0);
    assertEquals(Optional.of("manylinux_2_27_riscv64"), judge().tag());
    assertEquals(List.of("FLOAT_ABI:soft"), codes(judge().blockers()));
  }

  @Test
  void muslFilesHaveNoManylinuxPlatform() {
    needs("libc.musl-x86_64.so.1");
    assertEquals(Optional.empty(), judge().tag());
    assertEquals(List.of(), judge().blockers());
  }
}
