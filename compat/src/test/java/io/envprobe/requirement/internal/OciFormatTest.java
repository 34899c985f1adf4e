package io.envprobe.requirement.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.ElfSample;
import io.envprobe.artifact.MemoryInputs;
import io.envprobe.artifact.Tars;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Selection;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OciFormatTest {
  private static final Profile HOST =
      Machines.debian12()
          .with(Machines.fact(CpuFacts.CPU_ARCH, "x86_64"))
          .with(Machines.fact(OsFacts.OS_NAME, "linux"))
          .with(Machines.fact(OsFacts.OS_ABI_ARCH, "x86_64"))
          .with(Machines.fact(OsFacts.KERNEL_NAME, "Linux"))
          .with(Machines.fact(OsFacts.KERNEL_VERSION, "6.1.0-13-amd64"));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Candidate> read(String name, String text) throws RequirementException {
    return RequirementFormats.read(Source.of(name, new MemoryInputs().file(name, bytes(text))));
  }

  private static String entry(String platform, int number) {
    return "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:"
        + String.valueOf(number).repeat(64)
        + "\",\"size\":7,\"platform\":{"
        + platform
        + "}}";
  }

  private static String index(String... entries) {
    return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
        + "\"manifests\":["
        + String.join(",", entries)
        + "]}";
  }

  private static final String AMD64 = "\"os\":\"linux\",\"architecture\":\"amd64\"";

  @Test
  void takesOfAnIndexWhatContainerdTakes() throws RequirementException {
    String index =
        index(
            entry("\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"", 1),
            entry("\"os\":\"linux\",\"architecture\":\"386\"", 2),
            entry(AMD64, 3),
            entry(AMD64 + ",\"variant\":\"v4\"", 4),
            entry(AMD64 + ",\"variant\":\"v3\"", 5),
            entry(AMD64 + ",\"variant\":\"v2\"", 6),
            entry("\"os\":\"unknown\",\"architecture\":\"unknown\"", 7));
    Selection selection = Engine.select(read("index.json", index), HOST);
    assertEquals(
        List.of("linux/amd64/v3", "linux/amd64/v2", "linux/amd64", "linux/386"),
        selection.ranked().stream()
            .filter(one -> one.compatibility() == Compatibility.COMPATIBLE)
            .map(one -> one.candidate().name().split(" ", 2)[0])
            .toList());
    assertEquals(6, selection.ranked().size());
  }

  @Test
  void aVariantOfAMachineWhoseLevelIsNotKnownIsUndetermined() throws RequirementException {
    Profile unknown =
        HOST.with(
            new Fact<>(
                CpuFacts.CPU_LEVEL,
                Reading.unknown(UnknownCause.NOT_PROBED, ""),
                Origin.OBSERVED,
                List.of()));
    Verdict verdict =
        Engine.check(
            read("index.json", index(entry(AMD64 + ",\"variant\":\"v3\"", 1))).get(0).requirement(),
            unknown);
    assertEquals(Compatibility.UNDETERMINED, verdict.compatibility());
    assertTrue(verdict.reasons().get(0).answer().remedy().contains("--set cpu.level"));
  }

  @Test
  void anotherArchitectureIsRefusedAndTheMachinesOwnIsNamed() throws RequirementException {
    String arm = entry("\"os\":\"linux\",\"architecture\":\"arm64\"", 1);
    Verdict verdict = Engine.check(read("index.json", index(arm)).get(0).requirement(), HOST);
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    Verdict.Reason reason = verdict.reasons().get(0);
    assertEquals("image for linux/arm64", reason.condition());
    assertTrue(reason.answer().reason().contains("this machine is linux/amd64/v3"));
    assertEquals(index(arm).indexOf(arm), reason.span().offset());
  }

  @Test
  void imagesWithFeaturesOfTheSystemAreNotTakenWhereTheyAreNotKnown() throws RequirementException {
    String entry = entry(AMD64 + ",\"os.features\":[\"gpu\"]", 1);
    Verdict verdict = Engine.check(read("index.json", index(entry)).get(0).requirement(), HOST);
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertTrue(verdict.reasons().get(0).answer().reason().contains("os.features [gpu]"));
  }

  @Test
  void aManifestAloneDoesNotSayForWhatItIs() throws RequirementException {
    String manifest =
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
            + "\"digest\":\"sha256:00\",\"size\":1},\"layers\":[]}";
    Verdict verdict = Engine.check(read("m.json", manifest).get(0).requirement(), HOST);
    assertEquals(Compatibility.UNDETERMINED, verdict.compatibility());
  }

  @Test
  void whatDockerPrintsOfAnImageIsRead() throws RequirementException {
    String inspected = "[{\"Id\":\"sha256:1\",\"Architecture\":\"arm64\",\"Os\":\"linux\"}]";
    assertEquals(
        Compatibility.INCOMPATIBLE,
        Engine.check(read("i.json", inspected).get(0).requirement(), HOST).compatibility());
  }

  /** A layout with one image, whose loader is marked for a level and a kernel. */
  private static Map<String, byte[]> layout(int level, byte[] app, String config) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] below =
        Tars.gzip(
            new Tars()
                .file("lib64/ld-linux-x86-64.so.2", new ElfSample().level(level).bytes())
                .file("lib64/libc.so.6", new ElfSample().kernel(3, 2, 0).bytes())
                .file("opt/gone.so", new ElfSample().level(9).bytes())
                .link("bin", "usr/bin")
                .bytes());
    byte[] above = new Tars().file("opt/.wh.gone.so", new byte[0]).file("usr/bin/app", app).bytes();
    byte[] document =
        bytes(
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{},\"config\":{"
                + "\"Entrypoint\":[\"/bin/app\"]"
                + config
                + "}}");
    byte[] manifest =
        bytes(
            "{\"schemaVersion\":2,\"config\":{\"digest\":\""
                + digest(document)
                + "\"},\"layers\":[{\"digest\":\""
                + digest(below)
                + "\"},{\"digest\":\""
                + digest(above)
                + "\"}]}");
    for (byte[] blob : List.of(below, above, document, manifest)) {
      files.put("blobs/sha256/" + digest(blob).substring(7), blob);
    }
    files.put("oci-layout", bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
    files.put(
        "index.json",
        bytes("{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + digest(manifest) + "\"}]}"));
    return files;
  }

  private static Verdict check(Map<String, byte[]> layout, Profile host)
      throws RequirementException {
    MemoryInputs directory = new MemoryInputs();
    layout.forEach((name, content) -> directory.file("image/" + name, content));
    Verdict verdict =
        Engine.check(
            RequirementFormats.read(Source.of("image", directory)).get(0).requirement(), host);
    MemoryInputs archive = new MemoryInputs().file("image.tar", Tars.of(layout));
    assertEquals(
        verdict.compatibility(),
        Engine.check(
                RequirementFormats.read(Source.of("image.tar", archive)).get(0).requirement(), host)
            .compatibility(),
        "a layout is the same in a directory and in an archive");
    return verdict;
  }

  @Test
  void aLayoutIsJudgedByWhatStartsFirst() throws RequirementException {
    Verdict runs = check(layout(3, new ElfSample().needs("libc.so.6").bytes(), ""), HOST);
    assertEquals(Compatibility.COMPATIBLE, runs.compatibility(), runs.reasons().toString());
    assertEquals(List.of(), runs.limits(), "a file that a layer took away counts for nothing");
    Verdict loader = check(layout(4, new ElfSample().bytes(), ""), HOST);
    assertEquals(Compatibility.INCOMPATIBLE, loader.compatibility());
    assertEquals(
        "lib64/ld-linux-x86-64.so.2 needs x86-64-v4; this machine is x86-64-v3",
        loader.reasons().get(0).answer().reason());
    Verdict app = check(layout(1, new ElfSample().level(4).bytes(), ""), HOST);
    assertTrue(app.reasons().get(0).answer().reason().startsWith("usr/bin/app needs x86-64-v4"));
  }

  @Test
  void theKernelMustBeAsNewAsTheCLibraryWantsIt() throws RequirementException {
    Profile old = HOST.with(Machines.fact(OsFacts.KERNEL_VERSION, "2.6.32-754.el6.x86_64"));
    Verdict verdict = check(layout(1, new ElfSample().bytes(), ""), old);
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertEquals("Linux 3.2.0", verdict.reasons().get(0).condition());
  }

  @Test
  void theVariablesOfAnImageAskForADriver() throws RequirementException {
    String variable = ",\"Env\":[\"NVIDIA_REQUIRE_CUDA=cuda>=12.4 brand=tesla,driver>=535\"]";
    Map<String, byte[]> layout = layout(1, new ElfSample().bytes(), variable);
    Profile old = HOST.with(Machines.fact(CudaFacts.CUDA_VERSION, "12.2"));
    assertEquals(Compatibility.INCOMPATIBLE, check(layout, old).compatibility());
    Profile current = HOST.with(Machines.fact(CudaFacts.CUDA_VERSION, "12.10"));
    assertEquals(Compatibility.COMPATIBLE, check(layout, current).compatibility());
  }

  @Test
  void aDocumentOfNfdInTheLayoutCountsForTheImageThatItNames() throws RequirementException {
    Map<String, byte[]> layout = layout(1, new ElfSample().bytes(), "");
    String image = new String(layout.get("index.json"), StandardCharsets.UTF_8).split("\"", -1)[7];
    byte[] spec =
        bytes(
            "version: v1alpha1\ncompatibilities:\n- rules:\n  - name: v4\n    matchFeatures:\n"
                + "    - feature: cpu.cpuid\n      matchExpressions: {X86_64_V4: {op: Exists}}\n");
    String type = "application/vnd.nfd.image-compatibility.v1alpha1";
    byte[] artifact =
        bytes(
            "{\"schemaVersion\":2,\"artifactType\":\""
                + type
                + "\",\"subject\":{\"digest\":\""
                + image
                + "\"},\"layers\":[{\"mediaType\":\""
                + type
                + "+yaml\",\"digest\":\""
                + digest(spec)
                + "\"}]}");
    layout.put("blobs/sha256/" + digest(spec).substring(7), spec);
    layout.put("blobs/sha256/" + digest(artifact).substring(7), artifact);
    layout.put(
        "index.json",
        bytes(
            "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\""
                + image
                + "\"},{\"digest\":\""
                + digest(artifact)
                + "\",\"artifactType\":\""
                + type
                + "\"}]}"));
    Verdict verdict = check(layout, HOST);
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertEquals("cpu.cpuid X86_64_V4 Exists", verdict.reasons().get(0).condition());
  }

  @Test
  void contentThatIsNotWhatItsNameSaysIsRefused() {
    Map<String, byte[]> layout = layout(1, new ElfSample().bytes(), "");
    String name = layout.keySet().stream().filter(key -> key.startsWith("blobs")).toList().get(3);
    layout.put(name, bytes("{}"));
    RequirementException error =
        assertThrows(RequirementException.class, () -> check(layout, HOST));
    assertTrue(error.reason().contains("another digest"), error.render());
  }

  @Test
  void whatIsInARootFileSystemBesideItsCoreIsALimit() throws RequirementException {
    MemoryInputs root =
        new MemoryInputs()
            .file("root/etc/os-release", bytes("ID=debian\n"))
            .file("root/lib64/ld-linux-x86-64.so.2", new ElfSample().bytes())
            .file("root/lib/glibc-hwcaps/x86-64-v4/liba.so", new ElfSample().level(4).bytes())
            .file("root/lib/libb.so", new ElfSample().level(4).bytes());
    Verdict verdict =
        Engine.check(RequirementFormats.read(Source.of("root", root)).get(0).requirement(), HOST);
    assertEquals(Compatibility.COMPATIBLE, verdict.compatibility());
    assertEquals(1, verdict.limits().size());
    assertTrue(verdict.limits().get(0).answer().reason().startsWith("lib/libb.so needs x86-64-v4"));
  }
}
