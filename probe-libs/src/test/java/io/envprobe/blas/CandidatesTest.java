package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What machines of several distributions can switch, read from their files. */
class CandidatesTest {
  /** Each line of the damaged files can be a candidate; they are doubled three times at most. */
  private static final int MOST = 400;

  /** References in a value can double it again and again, up to this. */
  private static final int MOST_TEXT = 1 << 17;

  private static final String FLEXIBLAS =
      """
      # chosen by the administrator
      default = OpenBLAS-openmp
      verbose = 0
      path0 = /opt/blas
      [NETLIB]
      library = libflexiblas_netlib.so
      comment = the reference
      """;

  private static final String BACKEND =
      """
      [OpenBLAS-openmp]
      library=libflexiblas_openblas-openmp.so
      """;

  private static final String ESELECT = "LDPATH=\"/usr/lib64/blas/openblas\"\n";

  private static final String GROUP =
      "manual\n/usr/lib64/libblas.so.3\nlibcblas\n/usr/lib64/libcblas.so.3\n\n"
          + "/a/libblas.so.3\n@family@100 service\n/a/libcblas.so.3\n\n";

  private static final String PACKAGE =
      """
      prefix=/usr
      libdir=${prefix}/lib64 \\
      Name: blas # interface
      Version: 3.12.0
      Libs: -L${libdir} -lopenblas64_
      Cflags: -I${pcfiledir}/../include -DBLAS_SYMBOL_SUFFIX=64_
      """;

  private static List<String> active(List<Candidate> candidates) {
    return candidates.stream()
        .filter(Candidate::active)
        .map(candidate -> candidate.group() + "=" + candidate.name())
        .toList();
  }

  @Test
  void gentooKeepsAFileForEachCandidateAndOneForTheChoice() {
    TextHost gentoo =
        new TextHost()
            .file("/etc/env.d/blas/lib64/reference", "LDPATH=\"/usr/lib64/blas/reference\"\n")
            .file("/etc/env.d/blas/lib64/openblas", ESELECT)
            .file("/etc/env.d/blas/lib64/config", "CURRENT=\"openblas\"\n")
            .file("/etc/env.d/lapack/lib64/reference", "LDPATH=\"/usr/lib64/lapack/reference\"\n")
            .file("/etc/env.d/lapack/lib64/config", "CURRENT=\"reference\"\n");
    List<Candidate> candidates = Candidates.of(gentoo, List.of());
    assertEquals(3, candidates.size());
    assertEquals(List.of("blas/lib64=openblas", "lapack/lib64=reference"), active(candidates));
    assertEquals("/usr/lib64/blas/openblas", candidates.get(0).path());
    assertEquals(
        List.of("eselect blas set lib64 reference", "eselect lapack set lib64 reference"),
        SwitchCommand.set(candidates, "reference"));
  }

  @Test
  void fedoraHasADemultiplexerWithOneFileForEachBackend() {
    TextHost fedora =
        new TextHost()
            .file("/etc/flexiblasrc", FLEXIBLAS)
            .file("/etc/flexiblasrc.d/openblas-openmp.conf", BACKEND);
    List<Candidate> candidates = Candidates.of(fedora, List.of());
    assertEquals(List.of("libflexiblas.so.3=OpenBLAS-openmp"), active(candidates));
    assertEquals("libflexiblas_netlib.so", candidates.get(0).path());
    assertEquals(List.of("flexiblas default NETLIB"), SwitchCommand.set(candidates, "netlib"));
  }

  @Test
  void theVariableWinsOverTheFileOfADemultiplexer() {
    TextHost fedora =
        new TextHost()
            .file("/etc/flexiblasrc", FLEXIBLAS)
            .file("/etc/flexiblasrc.d/a.conf", BACKEND)
            .variable("FLEXIBLAS", "netlib");
    assertEquals(List.of("libflexiblas.so.3=NETLIB"), active(Candidates.of(fedora, List.of())));
  }

  @Test
  void theDemultiplexerForWideIntegersHasFilesAndAVariableOfItsOwn() {
    TextHost fedora =
        new TextHost()
            .file("/etc/flexiblas64rc", "default = OPENBLAS64\n")
            .file("/etc/flexiblas64rc.d/a.conf", "[OPENBLAS64]\nlibrary = libx.so\n")
            .variable("FLEXIBLAS", "other");
    List<Candidate> candidates = Candidates.of(fedora, List.of());
    assertEquals(List.of("libflexiblas64.so.3=OPENBLAS64"), active(candidates));
    assertEquals(
        List.of("flexiblas64 default OPENBLAS64"), SwitchCommand.set(candidates, "openblas64"));
  }

  @Test
  void anEnvironmentOfCondaTellsTheProviderInItsBuilds() {
    TextHost conda =
        new TextHost()
            .variable("CONDA_PREFIX", "/c")
            .file("/c/conda-meta/libblas-3.11.0-4_h4a7cf45_openblas.json", "{}")
            .file("/c/conda-meta/python-3.13.0-0_cpython.json", "{}");
    assertEquals(List.of("libblas=openblas"), active(Candidates.of(conda, List.of())));
  }

  @Test
  void aProcessMayUseWhatItIsBoundToAndWhatItsGroupIsGranted() {
    TextHost host =
        new TextHost()
            .file("/sys/devices/system/cpu/online", "0-15\n")
            .file("/proc/7/status", "Name:\tx\nCpus_allowed_list:\t0-3,8\n")
            .file("/proc/7/cgroup", "0::/app\n");
    assertEquals(OptionalInt.of(16), Processors.of(host));
    assertEquals(OptionalInt.of(5), Processors.of(host, 7));
    host.file("/sys/fs/cgroup/app/cpu.max", "150000 100000\n");
    assertEquals(OptionalInt.of(2), Processors.of(host, 7));
    assertEquals(OptionalInt.empty(), Processors.of(host, 8));
  }

  /** Whatever stands in the files: candidates, or none. */
  @Test
  void damagedFilesGiveFewerCandidatesAndNothingWorse() {
    Random random = new Random(17);
    long most = Long.getLong("envprobe.fuzz", 2_000L);
    int found = 0;
    int groups = 0;
    for (long i = 0; i < most; i++) {
      String group = damaged(GROUP, random);
      List<AlternativeGroup> parsed = new ArrayList<>();
      AlternativeGroup.parse("libblas.so.3", group).ifPresent(parsed::add);
      groups += parsed.size();
      TextHost host =
          new TextHost()
              .file("/etc/env.d/blas/lib64/openblas", damaged(ESELECT, random))
              .file("/etc/env.d/blas/lib64/config", damaged("CURRENT=\"openblas\"\n", random))
              .file("/etc/flexiblasrc", damaged(FLEXIBLAS, random))
              .file("/etc/flexiblasrc.d/a.conf", damaged(BACKEND, random));
      List<Candidate> candidates = Candidates.of(host, parsed);
      found += candidates.size();
      assertTrue(candidates.size() <= MOST, group);
      SwitchCommand.set(candidates, "openblas");
      PkgConfigFile file = PkgConfigFile.parse("/p/blas.pc", damaged(PACKAGE, random));
      assertTrue(file.fields().getOrDefault("Libs", "").length() <= MOST_TEXT, file.path());
      file.claimedAffix();
    }
    assertTrue(found > most && groups > 0 && groups < most, found + " " + groups);
  }

  private static String damaged(String text, Random random) {
    String alphabet = "\n\0=[]#@$ {}\\\"-/:é9a";
    StringBuilder changed = new StringBuilder(text);
    for (int edits = random.nextInt(4); edits > 0 && !changed.isEmpty(); edits--) {
      int at = random.nextInt(changed.length());
      char c = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(4)) {
        case 0 -> changed.setCharAt(at, c);
        case 1 -> changed.insert(at, c);
        case 2 -> changed.setLength(at);
        default -> changed.insert(at, changed.substring(at));
      }
    }
    return changed.toString();
  }
}
