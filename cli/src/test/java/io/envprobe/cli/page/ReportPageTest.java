package io.envprobe.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.engine.Engine;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {
  private static final Profile DEBIAN = Baseline.named("debian-12:x86_64").orElseThrow();

  private static final LiveInputs NOTHING = new LiveInputs(InputStream.nullInputStream());

  private static Report machine(Profile profile, Finding... findings) {
    return new Report(Optional.of(profile), Map.of(), List.of(findings), Map.of(), "1");
  }

  private static Document parse(String page) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(page, e);
    }
  }

  private static List<Element> elements(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String section(Document page, String id) {
    for (Element section : elements(page, "section")) {
      if (section.getAttribute("id").equals(id)) {
        return section.getTextContent();
      }
    }
    throw new AssertionError("no section " + id);
  }

  private static Profile with(Profile profile, Fact<?>... facts) {
    Profile result = profile;
    for (Fact<?> fact : facts) {
      result = result.with(fact);
    }
    return result;
  }

  @Test
  void everyLinkHasItsPlaceAndEveryPlaceItsOwnName() {
    Finding finding =
        new Finding(
            "R04", Severity.WARNING, "two providers", "/lib/libblas.so.3", List.of(), "choose one");
    Document page = parse(ReportPage.of(machine(withLibraries(), finding)));
    Set<String> names = new HashSet<>();
    for (Element element : elements(page, "*")) {
      String name = element.getAttribute("id");
      assertTrue(name.isEmpty() || names.add(name), name);
    }
    int links = 0;
    for (Element link : elements(page, "a")) {
      assertTrue(names.contains(link.getAttribute("href").substring(1)), link.getAttribute("href"));
      links++;
    }
    assertEquals(1, links);
  }

  @Test
  void markupFromAMachineStaysText() {
    String hostile = "</title><script>alert(1)</script>&\u0000\u0007\u202e\"'";
    Profile profile =
        with(
            DEBIAN,
            Fact.observed(LibraryFacts.LIBC_NAME, hostile, Evidence.file("/lib/\"<b>", "<i>")));
    String page =
        ReportPage.of(
            machine(
                profile,
                new Finding(hostile, Severity.ERROR, hostile, hostile, List.of(), hostile)));
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<b>") || page.contains("<i>"), page);
    assertTrue(section(parse(page), "findings").contains("<script>alert(1)</script>&\ufffd\ufffd"));
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String page = ReportPage.of(machine(DEBIAN));
    assertTrue(page.contains("default-src 'none'"), page);
    for (String loading : List.of("src=", "url(", "@import", "<link", "<img", "<iframe")) {
      assertFalse(page.contains(loading), loading);
    }
  }

  @Test
  void aBaselineWithoutProcessorSaysWhatIsUnknownAndShowsNoLadderAsReached() {
    Document page = parse(ReportPage.of(machine(DEBIAN)));
    assertTrue(section(page, "unknown").contains("cpu.features"), section(page, "unknown"));
    assertFalse(section(page, "processor").contains("✓"), section(page, "processor"));
  }

  @Test
  void theTimeLineShowsWhatADriverRuns() {
    Profile profile =
        with(
            DEBIAN,
            Fact.observed(CudaFacts.CUDA_DRIVER, "550.54.14"),
            Fact.observed(CudaFacts.CUDA_VERSION, "12.4"),
            Fact.observed(
                CudaFacts.CUDA_DEVICES,
                List.of(
                    FactRecord.builder()
                        .put("name", "NVIDIA H100 80GB HBM3")
                        .put("compute_capability", "9.0")
                        .build())));
    Document page = parse(ReportPage.of(machine(profile)));
    Map<String, String> signs = new LinkedHashMap<>();
    for (Element text : elements(page, "text")) {
      NodeList titles = text.getElementsByTagName("title");
      if (titles.getLength() > 0 && titles.item(0).getTextContent().startsWith("CUDA ")) {
        signs.put(
            titles.item(0).getTextContent(),
            text.getTextContent().substring(titles.item(0).getTextContent().length()));
      }
    }
    assertEquals("●", signs.get("CUDA 12.4"));
    assertEquals("●", signs.get("CUDA 11.8"));
    assertEquals("◐", signs.get("CUDA 12.9"));
    assertEquals("○", signs.get("CUDA 13.0"));
  }

  private static Profile withLibraries() {
    FactRecord blas =
        FactRecord.builder()
            .put("name", "libblas.so.3")
            .put("path", "/lib/libblas.so.3")
            .put("real_path", "/lib/openblas/libblas.so.3")
            .put("provider", "openblas")
            .build();
    return with(
        DEBIAN,
        Fact.observed(BlasFacts.BLAS_SELECTED, List.of(blas)),
        Fact.observed(BlasFacts.BLAS_LIBRARIES, List.of(blas)));
  }

  @Test
  void aConflictIsDrawnFromTheFileThatItIsAbout() {
    Finding finding =
        new Finding(
            "R04", Severity.WARNING, "two providers", "/lib/libblas.so.3", List.of(), "choose one");
    Finding elsewhere =
        new Finding("host.slow", Severity.INFO, "slow", "/proc/cpuinfo", List.of(), "");
    Document page = parse(ReportPage.of(machine(withLibraries(), finding, elsewhere)));
    List<String> edges = new ArrayList<>();
    elements(page, "path").forEach(path -> edges.add(path.getAttribute("class")));
    assertEquals(List.of("edge serves", "edge warning"), edges);
  }

  @Test
  void artifactsAndMachinesMakeATableWithTheReasonForEachNo() throws RequirementException {
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    for (String name : List.of("debian-12:x86_64", "alpine-3.20:x86_64")) {
      List<Verdict> here = new ArrayList<>();
      for (String text : List.of("__glibc >=2.38", "libc_name == \"glibc\"")) {
        for (Candidate candidate : RequirementFormats.read(Source.of(text, NOTHING))) {
          here.add(
              Engine.check(
                  candidate.requirement(), Platform.of(Baseline.named(name).orElseThrow())));
        }
      }
      verdicts.put("@" + name, here);
    }
    Document page =
        parse(ReportPage.of(new Report(Optional.empty(), Map.of(), List.of(), verdicts, "1")));
    List<String> cells = new ArrayList<>();
    elements(page, "td").forEach(cell -> cells.add(cell.getTextContent()));
    assertEquals(
        List.of("✗ incompatible", "✗ incompatible", "✓ compatible", "✗ incompatible"), cells);
    assertTrue(section(page, "verdicts").contains("2.36"), section(page, "verdicts"));
  }
}
