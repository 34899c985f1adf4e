package io.envprobe.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Puts the differences of two machines in an order that explains. */
class ProfileComparisonTest {
  private static Profile profile(Fact<?>... facts) {
    return new Profile(List.of(facts), List.of(), Map.of());
  }

  private static FactRecord record(String... fields) {
    FactRecord.Builder record = FactRecord.builder();
    for (int i = 0; i < fields.length; i += 2) {
      record.put(fields[i], fields[i + 1]);
    }
    return record.build();
  }

  private static Fact<?> variables(String... fields) {
    return Fact.observed(LibraryFacts.LIBS_VARIABLES, List.of(record(fields)));
  }

  private static Fact<?> visible(FactRecord... libraries) {
    return Fact.observed(LibraryFacts.LIBS_VISIBLE, List.of(libraries));
  }

  private static List<String> places(Profile left, Profile right) {
    return ProfileComparison.of(left, right).stream().map(ProfileChange::place).toList();
  }

  @Test
  void aVariableThatChangesLoadingComesBeforeLibrariesAndThreads() {
    Profile left =
        profile(
            Fact.observed(LibraryFacts.LIBC_VERSION, "2.36"),
            Fact.observed(OsFacts.KERNEL_VERSION, "6.1"),
            visible(record("name", "libz.so.1", "arch", "x86_64", "version", "1.2")));
    Profile right =
        profile(
            Fact.observed(LibraryFacts.LIBC_VERSION, "2.39"),
            Fact.observed(OsFacts.KERNEL_VERSION, "6.8"),
            variables("name", "LD_LIBRARY_PATH", "value", "/opt", "changes", "loading"),
            visible(record("name", "libz.so.1", "arch", "x86_64", "version", "1.3")));
    Profile leftWithVariables = left.with(variables("name", "X", "value", "1", "changes", "none"));
    assertEquals(
        List.of(
            "libs.variables[LD_LIBRARY_PATH]",
            "libc.version",
            "libs.visible[libz.so.1 x86_64].version",
            "kernel.version",
            "libs.variables[X]"),
        places(leftWithVariables, right));
  }

  @Test
  void whatNeitherSideKnowsIsNoDifference() {
    Profile left = profile(Fact.unknown(OsFacts.KERNEL_VERSION, UnknownCause.DENIED, "a"));
    Profile right = profile(Fact.unknown(OsFacts.KERNEL_VERSION, UnknownCause.TIMEOUT, "b"));
    assertEquals(List.of(), places(left, right));
  }

  @Test
  void whatOneSideDoesNotKnowComesLastAndIsMarked() {
    Profile left =
        profile(
            Fact.observed(LibraryFacts.LIBC_VERSION, "2.36"),
            Fact.observed(OsFacts.KERNEL_VERSION, "6.1"));
    Profile right = profile(Fact.observed(OsFacts.KERNEL_VERSION, "6.8"));
    List<ProfileChange> changes = ProfileComparison.of(left, right);
    assertEquals("kernel.version", changes.get(0).fact());
    assertEquals("libc.version", changes.get(1).fact());
    assertFalse(changes.get(1).known());
  }

  @Test
  void aLibraryBehindAnotherOfItsNameIsNoDifference() {
    FactRecord first = record("name", "liba.so", "arch", "x86_64", "real_path", "/a/liba.so");
    FactRecord behind =
        FactRecord.builder()
            .put("name", "liba.so")
            .put("arch", "x86_64")
            .put("real_path", "/b/liba.so")
            .put("shadowed", true)
            .build();
    assertEquals(List.of(), places(profile(visible(first, behind)), profile(visible(first))));
  }

  @Test
  void theSameDirectoriesInAnotherOrderAreADifference() {
    FactRecord first = record("directory", "/a", "source", "LD_LIBRARY_PATH");
    FactRecord second = record("directory", "/b", "source", "LD_LIBRARY_PATH");
    Profile left = profile(Fact.observed(LibraryFacts.LOADER_SEARCH_PATH, List.of(first, second)));
    Profile right = profile(Fact.observed(LibraryFacts.LOADER_SEARCH_PATH, List.of(second, first)));
    assertEquals(List.of("loader.search_path.order"), places(left, right));
  }

  @Test
  void setsDifferByTheirMembers() {
    Profile left = profile(Fact.observed(CpuFacts.CPU_FEATURES, List.of("avx", "avx2")));
    Profile right = profile(Fact.observed(CpuFacts.CPU_FEATURES, List.of("avx")));
    assertEquals(List.of("cpu.features[avx2]"), places(left, right));
  }
}
