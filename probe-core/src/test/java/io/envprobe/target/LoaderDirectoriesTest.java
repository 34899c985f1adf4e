package io.envprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoaderDirectoriesTest {
  private static final String WITHOUT_BMI = Machines.V4.replace(" bmi1 bmi2", "");

  private static Fact<List<String>> fact(
      String architecture, String features, Reading<String> libc, String release) {
    return new LoaderDirectories(
            Reading.present(architecture),
            Reading.present(List.of(features.split(" "))),
            "",
            libc,
            Reading.present(release))
        .fact();
  }

  private static List<String> glibc(String architecture, String features, String release) {
    return fact(architecture, features, Reading.present("glibc"), release)
        .reading()
        .asOptional()
        .orElseThrow();
  }

  @Test
  void glibcBefore237LeavesBmiOutOfItsRule() {
    assertEquals(
        List.of("x86-64-v4", "x86-64-v3", "x86-64-v2"), glibc("x86_64", WITHOUT_BMI, "2.36"));
    assertEquals(List.of("x86-64-v2"), glibc("x86_64", WITHOUT_BMI, "2.37"));
  }

  @Test
  void glibcBefore233HasNoSuchDirectories() {
    assertEquals(List.of(), glibc("x86_64", Machines.V4, "2.31"));
  }

  @Test
  void everyArchitectureHasItsOwn() {
    assertEquals(List.of("power9"), glibc("ppc64le", "altivec vsx arch_3_00 ieee128", "2.36"));
    assertEquals(List.of("z14", "z13"), glibc("s390x", "vx vxd vxe gs", "2.36"));
    assertEquals(List.of(), glibc("aarch64", "fp asimd", "2.36"));
  }

  @Test
  void noOtherCLibrarySearchesThem() {
    assertTrue(fact("x86_64", Machines.V4, Reading.present("musl"), "1.2.5").reading().isAbsent());
    assertTrue(fact("x86_64", Machines.V4, Reading.absent(), "").reading().isAbsent());
  }

  @Test
  void whereTheCLibraryIsNotKnownTheNewestRuleCountsAndIsNamed() {
    Fact<List<String>> fact =
        new LoaderDirectories(
                Reading.present("x86_64"),
                Reading.present(List.of(Machines.V2.split(" "))),
                "",
                Reading.unknown(UnknownCause.NOT_PROBED, "not asked"),
                Reading.unknown(UnknownCause.NOT_PROBED, "not asked"))
            .fact();
    assertEquals(Reading.present(List.of("x86-64-v2")), fact.reading());
    assertTrue(fact.evidence().get(0).excerpt().contains("newest rule"), fact.toString());
  }

  @Test
  void withoutFeaturesTheyAreUnknownForTheSameCause() {
    Fact<List<String>> fact =
        new LoaderDirectories(
                Reading.present("x86_64"),
                Reading.unknown(UnknownCause.DENIED, "no permission"),
                "",
                Reading.present("glibc"),
                Reading.present("2.36"))
            .fact();
    assertEquals(Reading.unknown(UnknownCause.DENIED, "no permission"), fact.reading());
  }
}
