package io.envprobe.requirement.internal.conda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.ElfSample;
import io.envprobe.artifact.MemoryInputs;
import io.envprobe.artifact.Tars;
import io.envprobe.artifact.Zips;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CondaArchiveTest {
  private static final Profile HOST =
      Machines.debian12()
          .with(Machines.fact(OsFacts.OS_NAME, "linux"))
          .with(Machines.fact(OsFacts.OS_ABI_ARCH, "x86_64"))
          .with(Machines.fact(CpuFacts.CPU_ARCH, "x86_64"));

  private static byte[] record(String depends) {
    return ("{\"name\":\"a\",\"version\":\"1\",\"build\":\"h_0\",\"build_number\":0,"
            + "\"subdir\":\"linux-64\",\"depends\":["
            + depends
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A package whose parts are packed with gzip: readers go by the first bytes. */
  private static byte[] conda(String depends, ElfSample library) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(
        "metadata.json", "{\"conda_pkg_format_version\": 2}".getBytes(StandardCharsets.UTF_8));
    members.put(
        "pkg-a-1-h_0.tar.zst", Tars.gzip(new Tars().file("lib/liba.so", library.bytes()).bytes()));
    members.put(
        "info-a-1-h_0.tar.zst",
        Tars.gzip(new Tars().file("info/index.json", record(depends)).bytes()));
    return Zips.of(members);
  }

  private static Verdict check(String name, byte[] content) throws RequirementException {
    return Engine.check(
        RequirementFormats.read(Source.of(name, new MemoryInputs().file(name, content)))
            .get(0)
            .requirement(),
        HOST);
  }

  @Test
  void whatItsDependenciesBringIsNotTheMachines() throws RequirementException {
    ElfSample library =
        new ElfSample().needs("libz.so.1").imports("puts", "libc.so.6", "GLIBC_2.2.5");
    Verdict verdict =
        check("a-1-h_0.conda", conda("\"libzlib >=1.3\",\"__glibc >=2.17\"", library));
    assertEquals(Compatibility.COMPATIBLE, verdict.compatibility(), verdict.reasons().toString());
    assertEquals(0, verdict.findings().size(), verdict.findings().toString());
  }

  @Test
  void aNewerGlibcThanTheRecordAsksForIsFoundInItsBinaries() throws RequirementException {
    ElfSample library =
        new ElfSample().needs("libc.so.6").imports("__isoc23_strtol", "libc.so.6", "GLIBC_2.38");
    Verdict verdict =
        check("a-1-h_0.conda", conda("\"libzlib\",\"__glibc >=2.17,<3.0.a0\"", library));
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    Verdict.Reason reason = verdict.reasons().get(0);
    assertEquals(
        "a-1-h_0.conda!/lib/liba.so needs GLIBC_2.38 for __isoc23_strtol; this machine has 2.36",
        reason.answer().reason());
    assertTrue(reason.answer().remedy().contains("Debian 13"), reason.answer().remedy());
    assertEquals("conda.over-claim", verdict.findings().get(0).rule());
  }

  @Test
  void aPackageWithoutARecordAndADamagedOneAreRefused() {
    byte[] none = Zips.of(Map.of("metadata.json", new byte[] {'{', '}'}));
    RequirementException missing =
        assertThrows(RequirementException.class, () -> check("a-1-h_0.conda", none));
    assertEquals("it is no package: there is no info/index.json", missing.reason());
    byte[] damaged = {'B', 'Z', 'h', '9', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    RequirementException refused =
        assertThrows(RequirementException.class, () -> check("a-1-h_0.tar.bz2", damaged));
    assertTrue(refused.reason().startsWith("it cannot be unpacked"), refused.render());
  }
}
