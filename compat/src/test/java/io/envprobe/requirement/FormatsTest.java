package io.envprobe.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.MemoryInputs;
import io.envprobe.artifact.Zips;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Selection;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Profile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final String WHEEL = "Wheel-Version: 1.0\nTag: py3-none-any\n\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Candidate> read(String name, byte[] content) throws RequirementException {
    return RequirementFormats.read(Source.of(name, new MemoryInputs().file(name, content)));
  }

  private static List<Candidate> read(String name, String content) throws RequirementException {
    return read(name, bytes(content));
  }

  private static byte[] wheel(String metadata) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a-1.dist-info/WHEEL", bytes(WHEEL));
    members.put("a-1.dist-info/METADATA", bytes(metadata));
    return Zips.of(members);
  }

  private static Verdict only(List<Candidate> candidates, Profile profile) {
    assertEquals(1, candidates.size());
    return Engine.check(candidates.get(0).requirement(), profile);
  }

  private static String best(List<Candidate> candidates) {
    Selection selection = Engine.select(candidates, Machines.debian12());
    return selection.chosen().map(one -> one.candidate().name()).orElse("none");
  }

  @Test
  void aWheelIsHeldAgainstItsRequiresPython() throws RequirementException {
    byte[] content = wheel("Metadata-Version: 2.1\nRequires-Python: >=3.12\n\n");
    Verdict verdict = only(read("a-1-py3-none-any.whl", content), Machines.debian12());
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    Verdict.Reason reason = verdict.reasons().get(0);
    assertEquals("python.version >=3.12", reason.condition());
    assertEquals("a-1-py3-none-any.whl!/a-1.dist-info/METADATA", reason.span().source());
    assertEquals("Metadata-Version: 2.1\nRequires-Python: ".length(), reason.span().offset());
  }

  @Test
  void aRequiresPythonThatDoesNotParseIsToldAndIgnored() throws RequirementException {
    byte[] content = wheel("Metadata-Version: 2.1\nRequires-Python: at least three\n\n");
    Verdict verdict = only(read("a-1-py3-none-any.whl", content), Machines.debian12());
    assertEquals(Compatibility.COMPATIBLE, verdict.compatibility());
    assertEquals("wheel.requires-python", verdict.findings().get(0).rule());
  }

  @Test
  void refusesAWheelWithoutMetadata() {
    byte[] content = Zips.of(Map.of("a-1.dist-info/WHEEL", bytes(WHEEL)));
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("a-1-py3-none-any.whl", content));
    assertEquals("it is no wheel: there is no .dist-info/METADATA", error.reason());
  }

  @Test
  void takesTheBestOfAnHtmlPageAndLooksOverComments() throws RequirementException {
    String page =
        "<!DOCTYPE html><html><body><!-- <a href=\"a-9-py3-none-any.whl\">a</a> -->\n"
            + "<a href=\"../a-1.0-py3-none-any.whl#sha256=00\">a-1.0</a>\n"
            + "<a href='a-2.0-py3-none-any.whl' data-requires-python='&gt;=3.13'>a-2.0</a>\n"
            + "<a href=\"a-1.5%2Bcpu-py3-none-any.whl\" data-yanked=\"broken\">a</a>\n"
            + "<a href=\"a-1.0.tar.gz\">sdist</a></body></html>";
    List<Candidate> candidates = read("index.html", page);
    assertEquals(
        List.of("a-1.0-py3-none-any.whl", "a-2.0-py3-none-any.whl", "a-1.5+cpu-py3-none-any.whl"),
        candidates.stream().map(Candidate::name).toList());
    assertEquals("a-1.0-py3-none-any.whl", best(candidates));
  }

  @Test
  void takesTheBestOfAJsonPage() throws RequirementException {
    String page =
        "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"a\",\"files\":["
            + "{\"filename\":\"a-1.0-py3-none-any.whl\",\"url\":\"u\",\"hashes\":{},\"yanked\":false},"
            + "{\"filename\":\"a-1.1-py3-none-any.whl\",\"requires-python\":null,\"yanked\":\"bad\"},"
            + "{\"filename\":\"a-1.2rc1-py3-none-any.whl\"},"
            + "{\"filename\":\"a-2.0-py3-none-any.whl\",\"requires-python\":\">=3.13\"}]}";
    assertEquals("a-1.0-py3-none-any.whl", best(read("a.json", page)));
  }

  @Test
  void anErrorInAJsonPageHasItsPlace() {
    String page = "{\"meta\":{\"api-version\":\"1.1\"},\"files\":[{\"filename\":7}]}";
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("a.json", page));
    assertEquals("expected a text, found a number", error.reason());
    assertEquals(page.indexOf('7'), error.span().offset());
    assertEquals(1, error.span().length());
  }

  @Test
  void aVariantWithoutItsDocumentIsUndetermined() throws RequirementException {
    String page = "<html><a href=\"a-1.0-py3-none-any-cu128.whl\">a</a></html>";
    Verdict verdict = only(read("index.html", page), Machines.debian12());
    assertEquals(Compatibility.UNDETERMINED, verdict.compatibility());
    assertTrue(verdict.reasons().get(0).answer().remedy().contains("-variants.json"));
  }

  @Test
  void variantsAreRankedByTheDocumentThatLiesBesideThePage() throws RequirementException {
    String document =
        "{\"$schema\":\"https://variants-schema.wheelnext.dev/v0.1.1.json\","
            + "\"default-priorities\":{\"namespace\":[\"x86_64\"]},"
            + "\"variants\":{\"null\":{},\"v3\":{\"x86_64\":{\"level\":[\"v3\"]}},"
            + "\"v4\":{\"x86_64\":{\"level\":[\"v4\"]}}}}";
    String page =
        "<html><a href=\"a-1.0-py3-none-any.whl\">a</a><a href=\"a-1.0-py3-none-any-null.whl\">a</a>"
            + "<a href=\"a-1.0-py3-none-any-v3.whl\">a</a><a href=\"a-1.0-py3-none-any-v4.whl\">a</a>"
            + "<a href=\"a-1.0-variants.json\">v</a></html>";
    MemoryInputs inputs =
        new MemoryInputs()
            .file("d/index.html", bytes(page))
            .file("d/a-1.0-variants.json", bytes(document));
    List<Candidate> candidates = RequirementFormats.read(Source.of("d/index.html", inputs));
    assertEquals("a-1.0-py3-none-any-v3.whl", best(candidates));
    List<Candidate> variants = RequirementFormats.read(Source.of("d/a-1.0-variants.json", inputs));
    assertEquals("v3", best(variants));
  }

  @Test
  void aDocumentOfRequirementsSaysWhatItLacksAndHowToGetIt() throws RequirementException {
    String document =
        "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\",\"requires\":["
            + "\"glibc_version >= \\\"2.28\\\"\","
            + "{\"when\":\"os_id == 'fedora'\",\"requires\":[\"cpu_arch == 's390x'\"]},"
            + "{\"any\":[{\"fact\":\"cpu.level\",\"at-least\":3},\"cuda_version >= '12'\"]},"
            + "{\"not\":{\"fact\":\"libc.name\",\"equals\":\"glibc\"}},"
            + "{\"symbol-version\":\"GLIBC_2.38\",\"of\":\"libc.so.6\",\"hint\":\"take Debian 13\"}]}";
    Verdict verdict = only(read("app.requirement.json", document), Machines.debian12());
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertEquals(
        List.of("libc.name == glibc", "GLIBC_2.38 of libc.so.6"),
        verdict.reasons().stream().map(Verdict.Reason::condition).toList());
    assertTrue(verdict.reasons().get(0).negated());
    assertEquals("take Debian 13", verdict.reasons().get(1).answer().remedy());
  }

  @Test
  void candidatesOfADocumentFollowTheFirstPreferenceThatHolds() throws RequirementException {
    String document =
        "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\","
            + "\"candidates\":[{\"name\":\"plain\"},"
            + "{\"name\":\"avx2\",\"requires-features\":[\"avx2\"]},"
            + "{\"name\":\"musl\",\"when\":\"libc_name == 'musl'\"}],"
            + "\"preferences\":[{\"when\":\"os_id == 'debian'\",\"order\":[\"musl\",\"avx2\"]},"
            + "{\"order\":[\"plain\"]}]}";
    List<Candidate> candidates = read("app.requirement.json", document);
    Profile with =
        Machines.debian12().with(Machines.fact(CpuFacts.CPU_FEATURES, List.of("avx2", "fma")));
    assertEquals(
        List.of("avx2", "plain", "musl"),
        Engine.select(candidates, with).ranked().stream()
            .map(one -> one.candidate().name())
            .toList());
  }

  @Test
  void aSlipOfThePenInADocumentIsAnErrorWithItsPlace() {
    String document =
        "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\",\"require\":[]}";
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("app.requirement.json", document));
    assertEquals("there is no member require here", error.reason());
    assertEquals(document.indexOf("\"require\""), error.span().offset());
    assertTrue(error.render().startsWith("app.requirement.json:1:"), error.render());
  }

  @Test
  void aMarkerInADocumentPointsIntoTheDocument() {
    String document =
        "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\","
            + "\"requires\":[\"os_id = 'debian'\"]}";
    RequirementException error =
        assertThrows(RequirementException.class, () -> read("app.requirement.json", document));
    assertEquals(document.indexOf("= 'debian'"), error.span().offset());
  }
}
