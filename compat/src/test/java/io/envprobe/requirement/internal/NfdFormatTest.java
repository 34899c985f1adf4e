package io.envprobe.requirement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.MemoryInputs;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NfdFormatTest {
  private static final Profile NODE =
      Machines.debian12()
          .with(Machines.fact(CpuFacts.CPU_ARCH, "x86_64"))
          .with(Machines.fact(CpuFacts.CPU_FEATURES, List.of("avx2", "sse4_2", "aes")))
          .with(Machines.fact(OsFacts.KERNEL_VERSION, "5.14.0-427.el9.x86_64"))
          .with(
              Machines.fact(
                  GpuFacts.GPU_DEVICES,
                  List.of(
                      FactRecord.builder()
                          .put("pci_id", "10de:20b0")
                          .put("class", "0302")
                          .build())));

  private static List<Candidate> read(String name, String text) throws RequirementException {
    return RequirementFormats.read(
        Source.of(name, new MemoryInputs().file(name, text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Verdict check(String term) throws RequirementException {
    String rule =
        "apiVersion: nfd.k8s-sigs.io/v1alpha1\nkind: NodeFeatureRule\nspec:\n  rules:\n"
            + "    - name: one\n      matchFeatures:\n        - "
            + term
            + "\n";
    return Engine.check(read("rule.yaml", rule).get(0).requirement(), NODE);
  }

  private static Compatibility answer(String term) throws RequirementException {
    return check(term).compatibility();
  }

  @Test
  void flagsAreThoseOfTheProcessorAlsoWhereTheyAreNoLabels() throws RequirementException {
    assertEquals(
        Compatibility.COMPATIBLE,
        answer(
            "{feature: cpu.cpuid, matchExpressions: {AVX2: {op: Exists}, SSE42: {op: Exists}}}"));
    assertEquals(
        Compatibility.INCOMPATIBLE,
        answer("{feature: cpu.cpuid, matchExpressions: {AVX512F: {op: Exists}}}"));
    assertEquals(
        Compatibility.COMPATIBLE,
        answer("{feature: cpu.cpuid, matchExpressions: {X86_64_V3: {op: Exists}}}"));
  }

  @Test
  void aFlagOfWhichNothingIsKnownLeavesItOpen() throws RequirementException {
    assertEquals(
        Compatibility.UNDETERMINED,
        answer("{feature: cpu.cpuid, matchExpressions: {IBRS: {op: DoesNotExist}}}"));
    assertEquals(
        Compatibility.INCOMPATIBLE,
        answer("{feature: cpu.cpuid, matchExpressions: {IBRS: {op: Exists}, FMA4: {op: Exists}}}"));
  }

  @Test
  void featuresThatAreNotLookedForAreUndeterminedAndThoseThatNobodyHasAreNot()
      throws RequirementException {
    Verdict modules =
        check("{feature: kernel.loadedmodule, matchExpressions: {kvm: {op: Exists}}}");
    assertEquals(Compatibility.UNDETERMINED, modules.compatibility());
    assertTrue(modules.reasons().get(0).answer().reason().contains("not looked for here"));
    Verdict none = check("{feature: kernel.modules, matchExpressions: {kvm: {op: Exists}}}");
    assertEquals(Compatibility.INCOMPATIBLE, none.compatibility());
    assertTrue(none.reasons().get(0).answer().remedy().contains("has no feature kernel.modules"));
  }

  @Test
  void aVersionThatNfdCannotReadNeverMatchesAndTheReasonIsTold() throws RequirementException {
    Verdict verdict =
        check(
            "{feature: kernel.version, matchExpressions: {full: {op: Gt, type: version, value:"
                + " [\"5.10\"]}}}");
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertTrue(
        verdict.reasons().get(0).answer().reason().contains("5.14.0-427.el9.x86_64"),
        verdict.reasons().toString());
    assertEquals(
        Compatibility.COMPATIBLE,
        answer("{feature: kernel.version, matchExpressions: {major: {op: Ge, value: [\"5\"]}}}"));
  }

  @Test
  void graphicsProcessorsAreTheDevicesThatAreKnown() throws RequirementException {
    String device = "{feature: pci.device, matchExpressions: {vendor: {op: In, value: [\"%s\"]},";
    String display = " class: {op: In, value: [\"0300\", \"0302\"]}}}";
    assertEquals(Compatibility.COMPATIBLE, answer(device.replace("%s", "10de") + display));
    assertEquals(Compatibility.INCOMPATIBLE, answer(device.replace("%s", "1002") + display));
    assertEquals(
        Compatibility.UNDETERMINED,
        answer("{feature: pci.device, matchExpressions: {vendor: {op: In, value: [\"15b3\"]}}}"));
  }

  @Test
  void whatNfdDoesNotFindOutIsAFeatureOfItsOwn() throws RequirementException {
    assertEquals(
        Compatibility.COMPATIBLE,
        answer(
            "{feature: probe.host, matchExpressions: {glibc: {op: Ge, type: version, value:"
                + " [\"2.28\"]}}}"));
  }

  @Test
  void ofTheSetsOfAnImageOneIsEnough() throws RequirementException {
    String spec =
        "version: v1alpha1\n"
            + "compatibilities:\n"
            + "  - tag: fast\n"
            + "    weight: 90\n"
            + "    rules:\n"
            + "      - name: v4\n"
            + "        matchFeatures: [{feature: cpu.cpuid, matchExpressions: {AVX512F: {op:"
            + " Exists}}}]\n"
            + "  - tag: usual\n"
            + "    weight: 10\n"
            + "    rules:\n"
            + "      - name: v2\n"
            + "        matchAny:\n"
            + "          - matchFeatures: [{feature: cpu.cpuid, matchName: {op: InRegexp, value:"
            + " [\"^AVX\"]}}]\n";
    Candidate candidate = read("compat.yaml", spec).get(0);
    Verdict verdict = Engine.check(candidate.requirement(), NODE);
    assertEquals(Compatibility.COMPATIBLE, verdict.compatibility());
    assertEquals(
        "10",
        Engine.select(List.of(candidate), NODE)
            .chosen()
            .orElseThrow()
            .score()
            .criteria()
            .get(0)
            .shown());
  }

  @Test
  void whatNfdWouldRefuseIsAnErrorAtItsPlace() {
    RequirementException operator =
        assertThrows(
            RequirementException.class,
            () -> check("{feature: cpu.cpuid, matchExpressions: {AVX2: {op: Has}}}"));
    assertTrue(operator.render().contains("rule.yaml:7:"), operator.render());
    assertTrue(operator.reason().contains("no operator 'Has'"), operator.render());
    RequirementException number =
        assertThrows(
            RequirementException.class,
            () ->
                check(
                    "{feature: kernel.version, matchExpressions: {major: {op: Gt, value: [5]}}}"));
    assertEquals("put it in double quotes", number.hint());
    RequirementException syntax =
        assertThrows(RequirementException.class, () -> check("{feature: cpu.cpuid"));
    assertTrue(syntax.render().contains("rule.yaml:"), syntax.render());
  }

  @Test
  void aDocumentThatGrowsByItsAliasesIsRefused() {
    StringBuilder text = new StringBuilder("kind: NodeFeatureRule\na0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      text.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("big.yaml", text.toString()));
    assertTrue(error.reason().contains("more than"), error.render());
  }
}
