package io.envprobe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.FactDemand;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequirementSetTest {
  private static final Span SPAN = Span.of("test");

  private static Condition glibc(String version) {
    return Condition.of(
        new FactDemand(LibraryFacts.LIBC_VERSION, FactDemand.Operator.AT_LEAST, version), SPAN);
  }

  private static Condition level(int level) {
    return Condition.of(
        new FactDemand(CpuFacts.CPU_LEVEL, FactDemand.Operator.AT_LEAST, Integer.toString(level)),
        SPAN);
  }

  private static Condition random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
    return switch (kind) {
      case 0 -> glibc("2." + (30 + random.nextInt(10)));
      case 1 -> level(1 + random.nextInt(4));
      case 2 -> Condition.not(random(random, depth - 1), SPAN);
      default -> {
        List<Condition> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          parts.add(random(random, depth - 1));
        }
        yield kind == 3 ? new Condition.All("", parts, SPAN) : new Condition.Any("", parts, SPAN);
      }
    };
  }

  @Test
  void answersAsTheEngineDoesForEveryMachine() {
    Random random = new Random(9);
    List<Requirement> requirements = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      requirements.add(Requirement.of("r" + i, "test", random(random, 4)));
    }
    RequirementSet set = RequirementSet.of(requirements);
    for (String name : List.of("debian-11", "debian-12", "ubuntu-24.04", "alpine-3.20")) {
      Profile profile = Baseline.named(name).orElseThrow();
      RequirementSet.Matches matches = set.test(Platform.of(profile));
      for (int i = 0; i < requirements.size(); i++) {
        assertEquals(
            Engine.check(requirements.get(i), profile).compatibility(), matches.of(i), name + i);
      }
    }
  }

  @Test
  void whatSeveralRequirementsDemandIsDecidedOnce() {
    AtomicInteger asked = new AtomicInteger();
    Demand counted =
        new Demand() {
          @Override
          public String text() {
            return "counted";
          }

          @Override
          public Set<FactKey<?>> facts() {
            return Set.of(CpuFacts.CPU_LEVEL);
          }

          @Override
          public Truth test(Platform platform) {
            asked.incrementAndGet();
            return Truth.TRUE;
          }

          @Override
          public Answer explain(Platform platform) {
            return new Answer(Truth.TRUE, "", List.of(), List.of(), "");
          }
        };
    Condition condition = Condition.of(counted, SPAN);
    List<Requirement> requirements =
        List.of(
            Requirement.of("a", "test", condition),
            Requirement.of("b", "test", new Condition.All("", List.of(condition), SPAN)),
            Requirement.of("c", "test", Condition.not(condition, Span.of("elsewhere"))));
    RequirementSet set = RequirementSet.of(requirements);
    RequirementSet.Matches matches = set.test(Platform.of(Machines.debian12()));
    assertEquals(1, asked.get());
    assertEquals(Set.of(CpuFacts.CPU_LEVEL), set.facts());
    assertEquals(requirements.subList(0, 2), matches.with(Compatibility.COMPATIBLE));
    assertSame(Compatibility.INCOMPATIBLE, matches.of(2));
  }
}
