package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final Truth F = Truth.FALSE;
  private static final Truth U = Truth.UNKNOWN;
  private static final Truth T = Truth.TRUE;

  @Test
  void conjunctionIsKleenes() {
    Truth[][] table = {{F, F, F}, {F, U, U}, {F, U, T}};
    check(table, true);
  }

  @Test
  void disjunctionIsKleenes() {
    Truth[][] table = {{F, U, T}, {U, U, T}, {T, T, T}};
    check(table, false);
  }

  private static void check(Truth[][] table, boolean and) {
    List<Truth> values = List.of(F, U, T);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        Truth left = values.get(i);
        Truth right = values.get(j);
        assertSame(table[i][j], and ? left.and(right) : left.or(right), left + " " + right);
      }
    }
  }

  @Test
  void negationKeepsUnknown() {
    assertEquals(List.of(T, U, F), List.of(F.not(), U.not(), T.not()));
  }

  @Test
  void expressionsFollowTheTables() {
    MarkerEnvironment environment = MarkerEnvironment.of(java.util.Map.of("os_name", "posix"));
    List<String> atoms = List.of("os_name == 'nt'", "cpu_arch == 'x86_64'", "os_name == 'posix'");
    List<Truth> values = List.of(F, U, T);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        String both = atoms.get(i) + " and " + atoms.get(j);
        String either = atoms.get(i) + " or " + atoms.get(j);
        assertSame(
            values.get(i).and(values.get(j)), CompiledMarker.parse(both).evaluate(environment));
        assertSame(
            values.get(i).or(values.get(j)), CompiledMarker.parse(either).evaluate(environment));
      }
    }
  }
}
