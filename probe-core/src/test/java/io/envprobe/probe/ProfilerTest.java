package io.envprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProfilerTest {
  private static final FactKey<String> A = FactKey.foreign("test.a", FactType.TEXT);
  private static final FactKey<String> B = FactKey.foreign("test.b", FactType.TEXT);
  private static final FactKey<String> C = FactKey.foreign("test.c", FactType.TEXT);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  @SuppressWarnings("NullAway") // What a probe from elsewhere may do.
  void aProbeThatAnswersNoFactBreaksByItself() {
    FactKey<String> key = FactKey.foreign("test.nothing", FactType.TEXT);
    Probe probe =
        new StatedProbe("null", Set.of(key), Set.of(), session -> session.add((Fact<?>) null));
    Profile profile =
        new Profiler(List.of(probe))
            .profile(StatedProbe.NOTHING, Set.of(key), Profile.EMPTY, Duration.ofSeconds(20));
    assertEquals(UnknownCause.CRASHED, StatedProbe.cause(profile.reading(key)));
    assertEquals("probe.broken", profile.findings().get(0).rule());
  }

  @Test
  void runsOnlyTheProbesWhoseFactsAreAskedForAndThoseTheyNeed() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe("c", Set.of(C), Set.of(), session -> ran.add("c")),
                new StatedProbe(
                    "b",
                    Set.of(B),
                    Set.of(A),
                    session -> {
                      ran.add("b");
                      session.add(
                          Fact.derived(B, session.reading(A).asOptional().orElse("?") + "!"));
                    }),
                new StatedProbe(
                    "a",
                    Set.of(A),
                    Set.of(),
                    session -> {
                      ran.add("a");
                      session.add(Fact.observed(A, "value"));
                    })));
    Profile profile = profiler.profile(StatedProbe.NOTHING, Set.of(B), Profile.EMPTY, LIMIT);
    assertEquals(List.of("a", "b"), ran);
    assertEquals(Reading.present("value!"), profile.reading(B));
  }

  @Test
  void aDeclaredFactIsNotLookedForAndReachesTheProbesThatNeedIt() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe("a", Set.of(A), Set.of(), session -> ran.add("a")),
                new StatedProbe(
                    "b",
                    Set.of(B),
                    Set.of(A),
                    session ->
                        session.add(
                            new Fact<>(
                                B,
                                session.reading(A),
                                io.envprobe.fact.Origin.DERIVED,
                                List.of())))));
    Profile given = Profile.EMPTY.with(Fact.observed(A, "declared"));
    Profile profile = profiler.profile(StatedProbe.NOTHING, Set.of(A, B), given, LIMIT);
    assertEquals(List.of(), ran);
    assertEquals(Reading.present("declared"), profile.reading(B));
  }

  @Test
  void whateverAProbeThrowsCostsOnlyItsOwnFacts() {
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe(
                    "broken",
                    Set.of(A),
                    Set.of(),
                    session -> {
                      throw new NoClassDefFoundError("gone");
                    }),
                new StatedProbe(
                    "sound",
                    Set.of(B),
                    Set.of(),
                    session -> session.add(Fact.observed(B, "fine")))));
    Profile profile = profiler.profile(StatedProbe.NOTHING, Set.of(A, B), Profile.EMPTY, LIMIT);
    assertEquals(UnknownCause.CRASHED, StatedProbe.cause(profile.reading(A)));
    assertEquals(Reading.present("fine"), profile.reading(B));
    assertEquals("probe.broken", profile.findings().get(0).rule());
  }

  @Test
  void aProbeThatForgetsAFactOrInventsOneIsPutRight() {
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe(
                    "odd",
                    Set.of(A),
                    Set.of(),
                    session -> session.add(Fact.observed(C, "not mine")))));
    Profile profile = profiler.profile(StatedProbe.NOTHING, Set.of(A), Profile.EMPTY, LIMIT);
    assertEquals(UnknownCause.CRASHED, StatedProbe.cause(profile.reading(A)));
    assertTrue(profile.find("test.c").isEmpty());
  }

  @Test
  void aProbeSeesTheFactsOfExactlyThoseThatItNeeds() {
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe(
                    "a", Set.of(A), Set.of(), session -> session.add(Fact.observed(A, "a"))),
                new StatedProbe(
                    "b", Set.of(B), Set.of(), session -> session.add(Fact.observed(B, "b"))),
                new StatedProbe(
                    "c",
                    Set.of(C),
                    Set.of(B),
                    session ->
                        session.add(
                            Fact.observed(
                                C,
                                session.reading(B).asOptional().orElse("?")
                                    + session.reading(A).asOptional().orElse("?"))))));
    Profile profile = profiler.profile(StatedProbe.NOTHING, Set.of(A, C), Profile.EMPTY, LIMIT);
    assertEquals(Reading.present("b?"), profile.reading(C));
  }

  @Test
  void probesThatNeedEachOtherAreAnErrorOfTheProgram() {
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe("a", Set.of(A), Set.of(B), session -> {}),
                new StatedProbe("b", Set.of(B), Set.of(A), session -> {})));
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> profiler.profile(StatedProbe.NOTHING, Set.of(A), Profile.EMPTY, LIMIT));
    assertTrue(String.valueOf(thrown.getMessage()).contains("needs its own facts"));
    assertEquals(Map.of(), Profile.EMPTY.extensions());
  }
}
