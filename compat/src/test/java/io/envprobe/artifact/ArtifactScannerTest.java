package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtifactScannerTest {
  private static final String WHEEL = "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl";

  private static ElfSample glibc(String symbol, String version) {
    return new ElfSample().needs("libc.so.6").imports(symbol, "libc.so.6", version);
  }

  private static Map<String, byte[]> wheel() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(
        "demo-1.0.dist-info/METADATA",
        "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nRequires-External: libfoo\n\nName: no\n"
            .getBytes(StandardCharsets.UTF_8));
    members.put(
        "demo-1.0.dist-info/WHEEL",
        "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_17_x86_64\n"
            .getBytes(StandardCharsets.UTF_8));
    return members;
  }

  private static ArtifactReport scan(String name, byte[] content) {
    return scan(new MemoryInputs().file(name, content), name);
  }

  private static ArtifactReport scan(MemoryInputs inputs, String name) {
    return ArtifactScanner.of(inputs).scan(List.of(name)).answer().orElseThrow();
  }

  private static List<String> rules(ArtifactReport report) {
    return report.findings().stream().map(Finding::rule).toList();
  }

  @Test
  void aVersionThatTheLoaderForgivesRaisesThePolicyOfRepairToolsAlone() {
    ElfSample rust = glibc("puts", "GLIBC_2.14").importsWeakly("statx", "libc.so.6", "GLIBC_2.28");
    Portability portability = scan("a.so", rust.bytes()).files().get(0).portability().orElseThrow();
    assertEquals(Optional.of("manylinux_2_14_x86_64"), portability.minimumTag());
    assertEquals(Optional.of("manylinux_2_28_x86_64"), portability.policyTag());
  }

  @Test
  void namesTheVeryGlibcThatAFileNeedsAndTheSymbolThatNeedsIt() {
    ArtifactReport report = scan("a.so", glibc("pow", "GLIBC_2.29").bytes());
    NativeFile file = report.files().get(0);
    assertEquals(
        List.of(new NativeFile.VersionNeed("libc.so.6", "GLIBC_2.29", false, List.of("pow"))),
        file.versions());
    Portability portability = file.portability().orElseThrow();
    assertEquals(Optional.of("manylinux_2_29_x86_64"), portability.minimumTag());
    assertEquals(Optional.of("manylinux_2_31_x86_64"), portability.policyTag());
    assertEquals(List.of("GLIBC_2.29"), portability.decidedBy());
    assertTrue(portability.isPortable());
  }

  @Test
  void takesTheFirstPolicyThatHasTheVersionOfTheCxxLibrary() {
    byte[] file =
        new ElfSample()
            .needs("libstdc++.so.6")
            .imports("_Znwm", "libstdc++.so.6", "GLIBCXX_3.4.32")
            .bytes();
    Portability portability = scan("a.so", file).files().get(0).portability().orElseThrow();
    assertEquals(Optional.of("manylinux_2_39_x86_64"), portability.minimumTag());
    assertEquals(List.of("GLIBCXX_3.4.32"), portability.decidedBy());
  }

  @Test
  void aVersionBeyondAllPoliciesBlocks() {
    byte[] file =
        new ElfSample()
            .needs("libstdc++.so.6")
            .imports("_Znwm", "libstdc++.so.6", "GLIBCXX_3.4.99")
            .bytes();
    Portability portability = scan("a.so", file).files().get(0).portability().orElseThrow();
    assertEquals(List.of("BEYOND_KNOWN_POLICIES:GLIBCXX_3.4.99"), portability.blockers());
    assertEquals(Optional.of("linux_x86_64"), portability.policyTag());
  }

  @Test
  void privateVersionsAndForeignLibrariesBlock() {
    byte[] file = glibc("__libc_siglongjmp", "GLIBC_PRIVATE").needs("libcuda.so.1").bytes();
    Portability portability = scan("a.so", file).files().get(0).portability().orElseThrow();
    assertEquals(List.of("GLIBC_PRIVATE", "EXTERNAL_LIB:libcuda.so.1"), portability.blockers());
    assertEquals(List.of("libcuda.so.1"), portability.externalLibraries());
    assertEquals(Optional.of("manylinux_2_5_x86_64"), portability.minimumTag());
  }

  @Test
  void muslIsJudgedByItsSymbols() {
    byte[] file =
        new ElfSample()
            .needs("libc.musl-x86_64.so.1")
            .imports("qsort_r", "libc.musl-x86_64.so.1", "NONE")
            .bytes();
    NativeFile found = scan("a.so", file).files().get(0);
    Portability portability = found.portability().orElseThrow();
    assertEquals(Optional.of("musl"), found.libc());
    assertEquals(Optional.of("musllinux_1_2_x86_64"), portability.minimumTag());
    assertEquals(List.of("musl 1.2.3:qsort_r"), portability.decidedBy());
    assertEquals(List.of("MUSL>=1.2.3: the tag promises 1.2.0 only"), portability.limits());
    assertEquals(
        List.of("against.missing-symbol"),
        KnownPlatform.named("musl-1.2.2").orElseThrow().missing(found).stream()
            .map(Finding::rule)
            .toList());
    assertEquals(List.of(), KnownPlatform.named("musl-1.2.5").orElseThrow().missing(found));
  }

  @Test
  void aKnownPlatformLacksVersionsByName() {
    NativeFile file = scan("a.so", glibc("strlcpy", "GLIBC_2.38").bytes()).files().get(0);
    List<Finding> missing = KnownPlatform.named("ubuntu-20.04").orElseThrow().missing(file);
    assertEquals(1, missing.size());
    assertEquals(
        "a.so needs GLIBC_2.38 of libc.so.6, and ubuntu-20.04 has GLIBC_2.31 (for strlcpy)",
        missing.get(0).message());
    assertEquals(List.of(), KnownPlatform.named("debian-13").orElseThrow().missing(file));
    assertEquals(
        List.of("against.libc"),
        KnownPlatform.named("musl-1.2.2").orElseThrow().missing(file).stream()
            .map(Finding::rule)
            .toList());
    assertEquals(Optional.empty(), KnownPlatform.named("no-such-system"));
  }

  @Test
  void readsWhatAWheelSaysAndFindsItsTagTooLow() {
    Map<String, byte[]> members = wheel();
    members.put("demo/_x.so", glibc("pow", "GLIBC_2.29").bytes());
    ArtifactReport report = scan("dist/" + WHEEL, Zips.of(members));
    Container container = report.containers().get(0);
    Wheel wheel = container.wheel().orElseThrow();
    assertEquals(Container.Kind.WHEEL, container.kind());
    assertEquals(Optional.of("demo"), wheel.name());
    assertEquals(List.of("libfoo"), wheel.externalRequirements());
    assertEquals("dist/" + WHEEL + "!/demo/_x.so", report.files().get(0).path());
    assertEquals(List.of("wheel.tag-too-low"), rules(report));
    assertEquals(Severity.ERROR, report.findings().get(0).severity());
  }

  @Test
  void whatAWheelCarriesIsNotExternal() {
    Map<String, byte[]> members = wheel();
    members.put("demo/_x.so", new ElfSample().needs("libfoo-1234abcd.so.1").bytes());
    members.put("demo.libs/libfoo-1234abcd.so.1", new ElfSample().soname("libfoo.so.1").bytes());
    ArtifactReport report = scan(WHEEL, Zips.of(members));
    assertEquals(List.of(), report.containers().get(0).portability().get(0).externalLibraries());
    assertEquals(Optional.of("libfoo.so.1"), report.files().get(1).originalName());
    assertEquals(List.of("R13.rpath-missing", "R13.soname"), rules(report));
    members.put(
        "demo/_x.so",
        new ElfSample().needs("libfoo-1234abcd.so.1").runpath("$ORIGIN/../demo.libs").bytes());
    assertEquals(List.of("R13.soname"), rules(scan(WHEEL, Zips.of(members))));
  }

  @Test
  void searchPathsThatLeadElsewhereAreFound() {
    Map<String, byte[]> members = wheel();
    members.put("demo/_x.so", new ElfSample().runpath("/opt/build:$ORIGIN/../..::lib").bytes());
    assertEquals(
        List.of(
            "R13.rpath-absolute",
            "R13.rpath-escapes",
            "R13.rpath-current-directory",
            "R13.rpath-current-directory"),
        rules(scan(WHEEL, Zips.of(members))));
  }

  @Test
  void absoluteNamesAndExecutableStacksAreFound() {
    byte[] file = new ElfSample().needs("/opt/x/libabs.so").executableStack().bytes();
    ArtifactReport report =
        scan(new MemoryInputs().file("env/a.so", file).link("env/b.so", "a.so"), "env");
    assertEquals(1, report.files().size());
    assertEquals(List.of("elf.executable-stack", "R13.absolute-needed"), rules(report));
    assertEquals(List.of("elf.executable-stack", "R13.absolute-needed"), rules(scan("a.so", file)));
    assertEquals(
        List.of("EXECSTACK: dlopen refused by glibc >= 2.41"),
        report.files().get(0).portability().orElseThrow().limits());
  }

  @Test
  void anEnvironmentNamesItsDistributions() {
    MemoryInputs inputs =
        new MemoryInputs()
            .file("sp/demo-1.0.dist-info/METADATA", new byte[3])
            .file("sp/demo/_x.so", new ElfSample().bytes());
    Container container = scan(inputs, "sp").containers().get(0);
    assertEquals(Container.Kind.PYTHON_ENVIRONMENT, container.kind());
    assertEquals(List.of("demo-1.0"), container.distributions());
    assertEquals(2, container.members());
  }

  @Test
  void archivesInArchivesAreReadToADepth() {
    byte[] inner = Zips.of(Map.of("x.so", new ElfSample().bytes()));
    for (int i = 0; i < 3; i++) {
      inner = Zips.of(Map.of("inner.zip", inner));
    }
    ArtifactReport report = scan("a.zip", inner);
    assertEquals("a.zip!/inner.zip!/inner.zip!/inner.zip!/x.so", report.files().get(0).path());
    ArtifactReport deeper = scan("a.zip", Zips.of(Map.of("inner.zip", inner)));
    assertEquals(List.of(), deeper.files());
    assertEquals(List.of("archive.nested"), rules(deeper));
  }

  @Test
  void aBombIsNotInflated() {
    byte[] library = Arrays.copyOf(new ElfSample().bytes(), 50 << 20);
    ArtifactReport report = scan("a.zip", Zips.of(Map.of("bomb.so", library)));
    assertEquals(List.of(), report.files());
    assertEquals(List.of("archive.bomb"), rules(report));
    assertTrue(report.statistics().bytesInflated() < 1 << 20);
    assertTrue(report.statistics().bytesRead() < 100_000);
  }

  @Test
  void aBombInAnArchiveInAnArchiveIsNotInflated() {
    byte[] library = Arrays.copyOf(new ElfSample().bytes(), 50 << 20);
    byte[] inner = Zips.of(Map.of("bomb.so", library));
    ArtifactReport report = scan("a.zip", Zips.of(Map.of("inner.zip", inner)));
    assertEquals(List.of("archive.bomb"), rules(report));
    assertTrue(report.statistics().bytesInflated() < 1 << 20);
  }

  @Test
  void aMemberThatIsLargerThanItSaysIsCut() {
    byte[] zip = Zips.of(Map.of("x.so", glibc("pow", "GLIBC_2.29").padding(1 << 20).bytes()));
    byte[] lying = Zips.patched(zip, Zips.entry(zip, 0) + 24, 4, 1000);
    ArtifactReport report = scan("a.zip", lying);
    assertTrue(report.statistics().bytesInflated() <= 1 << 17);
    assertTrue(report.files().get(0).defects().size() > 0, () -> report.files().toString());
  }

  @Test
  void aLargeMemberIsInflatedToItsLastTableOnly() {
    byte[] library = glibc("pow", "GLIBC_2.29").padding(4 << 20).bytes();
    byte[] longer = Arrays.copyOf(library, 40 << 20);
    ArtifactReport report = scan("a.zip", Zips.of(Map.of("x.so", longer)));
    assertEquals(1, report.files().get(0).versions().size());
    assertTrue(report.statistics().bytesInflated() < 6 << 20);
  }

  @Test
  void whatIsNotThereFailsAndWhatIsNotNativeIsSaid() {
    assertTrue(
        ArtifactScanner.of(new MemoryInputs()).scan(List.of("no")) instanceof Outcome.Failure);
    assertEquals(List.of("file.not-native"), rules(scan("a.txt", new byte[] {1, 2, 3})));
    assertEquals(List.of("archive.no-directory"), rules(scan("broken.whl", new byte[] {1, 2, 3})));
  }
}
