package io.envprobe.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BaselineTest {
  @Test
  void ubuntu2004IsAssumedToHaveGlibc231() {
    Profile ubuntu = Baseline.named("ubuntu-20.04").orElseThrow();
    assertEquals(Reading.present("2.31"), ubuntu.reading(LibraryFacts.LIBC_VERSION));
    assertEquals(Origin.ASSUMED, ubuntu.fact(LibraryFacts.LIBC_VERSION).origin());
    assertEquals(Reading.present("3.4.28"), ubuntu.reading(LibraryFacts.LIBSTDCXX_GLIBCXX));
    assertTrue(ubuntu.reading(OsFacts.KERNEL_VERSION).isUnknown());
  }

  @Test
  void alpineIsMuslAndAPolicyNamesNoDistribution() {
    assertEquals(
        Reading.present("musl"),
        Baseline.named("alpine-3.20").orElseThrow().reading(LibraryFacts.LIBC_NAME));
    Profile policy = Baseline.named("manylinux2014:aarch64").orElseThrow();
    assertEquals(Reading.present("2.17"), policy.reading(LibraryFacts.LIBC_VERSION));
    assertTrue(policy.reading(OsFacts.OS_ID).isUnknown());
    assertEquals(Reading.present("aarch64"), policy.reading(OsFacts.OS_ABI_ARCH));
  }

  @Test
  void anArchitectureThatADistributionDoesNotHaveGivesNoBaseline() {
    assertEquals(Optional.empty(), Baseline.named("amazon-linux-2023:s390x"));
    assertTrue(Baseline.architectures("amazon-linux-2023").contains("aarch64"));
    assertEquals(Optional.empty(), Baseline.named("no-such"));
  }

  @Test
  void everyRowGivesAProfileForEachOfItsArchitecturesAndNamesDiffer() {
    Set<String> names = new HashSet<>();
    for (String name : Baseline.names()) {
      assertTrue(names.add(name), name);
      for (String architecture : Baseline.architectures(name)) {
        Profile profile = Baseline.named(name + ":" + architecture).orElseThrow();
        assertTrue(profile.reading(LibraryFacts.LIBC_VERSION).isPresent(), name);
      }
    }
    for (String promised :
        Set.of(
            "ubuntu-20.04",
            "debian-12",
            "rhel-9",
            "amazon-linux-2023",
            "alpine-3.20",
            "manylinux_2_28")) {
      assertTrue(names.contains(promised), promised);
    }
  }
}
