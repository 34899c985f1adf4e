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
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ProfilerTest {
  private static final FactKey<String> A = FactKey.foreign("test.a", FactType.TEXT);
  private static final FactKey<String> B = FactKey.foreign("test.b", FactType.TEXT);
  private static final FactKey<String> C = FactKey.foreign("test.c", FactType.TEXT);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private interface Body {
    void probe(ProbeSession session);
  }

  private static Probe probe(
      String id, Set<FactKey<?>> provides, Set<FactKey<?>> needs, Body body) {
    return new Probe() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Set<FactKey<?>> provides() {
        return provides;
      }

      @Override
      public Set<FactKey<?>> needs() {
        return needs;
      }

      @Override
      public void probe(ProbeSession session) {
        body.probe(session);
      }
    };
  }

  private static final Host NOTHING =
      new Host() {
        @Override
        public <T> Outcome<T> answer(Request<T> request) {
          return Outcome.failed(FailureKind.NOT_FOUND, request.key());
        }
      };

  private static UnknownCause cause(Reading<?> reading) {
    return reading.fold(
        present -> UnknownCause.NOT_PROBED,
        absent -> UnknownCause.NOT_PROBED,
        Reading.Unknown::cause);
  }

  @Test
  void runsOnlyTheProbesWhoseFactsAreAskedForAndThoseTheyNeed() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    Profiler profiler =
        new Profiler(
            List.of(
                probe("c", Set.of(C), Set.of(), session -> ran.add("c")),
                probe(
                    "b",
                    Set.of(B),
                    Set.of(A),
                    session -> {
                      ran.add("b");
                      session.add(
                          Fact.derived(B, session.reading(A).asOptional().orElse("?") + "!"));
                    }),
                probe(
                    "a",
                    Set.of(A),
                    Set.of(),
                    session -> {
                      ran.add("a");
                      session.add(Fact.observed(A, "value"));
                    })));
    Profile profile = profiler.profile(NOTHING, Set.of(B), Profile.EMPTY, LIMIT);
    assertEquals(List.of("a", "b"), ran);
    assertEquals(Reading.present("value!"), profile.reading(B));
  }

  @Test
  void aDeclaredFactIsNotLookedForAndReachesTheProbesThatNeedIt() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    Profiler profiler =
        new Profiler(
            List.of(
                probe("a", Set.of(A), Set.of(), session -> ran.add("a")),
                probe(
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
    Profile profile = profiler.profile(NOTHING, Set.of(A, B), given, LIMIT);
    assertEquals(List.of(), ran);
    assertEquals(Reading.present("declared"), profile.reading(B));
  }

  @Test
  void whateverAProbeThrowsCostsOnlyItsOwnFacts() {
    Profiler profiler =
        new Profiler(
            List.of(
                probe(
                    "broken",
                    Set.of(A),
                    Set.of(),
                    session -> {
                      throw new NoClassDefFoundError("gone");
                    }),
                probe(
                    "sound",
                    Set.of(B),
                    Set.of(),
                    session -> session.add(Fact.observed(B, "fine")))));
    Profile profile = profiler.profile(NOTHING, Set.of(A, B), Profile.EMPTY, LIMIT);
    assertEquals(UnknownCause.CRASHED, cause(profile.reading(A)));
    assertEquals(Reading.present("fine"), profile.reading(B));
    assertEquals("probe.broken", profile.findings().get(0).rule());
  }

  @Test
  void aProbeThatForgetsAFactOrInventsOneIsPutRight() {
    Profiler profiler =
        new Profiler(
            List.of(
                probe(
                    "odd",
                    Set.of(A),
                    Set.of(),
                    session -> session.add(Fact.observed(C, "not mine")))));
    Profile profile = profiler.profile(NOTHING, Set.of(A), Profile.EMPTY, LIMIT);
    assertEquals(UnknownCause.CRASHED, cause(profile.reading(A)));
    assertTrue(profile.find("test.c").isEmpty());
  }

  @Test
  void aRequestThatNeverReturnsCostsOnlyTheFactThatNeedsIt() {
    CountDownLatch never = new CountDownLatch(1);
    Host hanging =
        new Host() {
          @Override
          public <T> Outcome<T> answer(Request<T> request) {
            if (request.key().contains("/dead")) {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
            return Outcome.failed(FailureKind.NOT_FOUND, "");
          }
        };
    Probe probe =
        probe(
            "mixed",
            Set.of(A, B),
            Set.of(),
            session -> {
              session.add(
                  new Fact<>(
                      A,
                      session.host().text("/dead/mount").reading(),
                      io.envprobe.fact.Origin.OBSERVED,
                      List.of()));
              session.add(Fact.observed(B, "after"));
            });
    Profile profile =
        new Profiler(List.of(probe))
            .profile(hanging, Set.of(A, B), Profile.EMPTY, Duration.ofMillis(300));
    assertEquals(UnknownCause.TIMEOUT, cause(profile.reading(A)));
    assertEquals(Reading.present("after"), profile.reading(B));
    never.countDown();
  }

  @Test
  void aProbeThatNeverEndsLosesAllItsFacts() {
    CountDownLatch never = new CountDownLatch(1);
    Probe probe =
        probe(
            "endless",
            Set.of(A),
            Set.of(),
            session -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Profile profile =
        new Profiler(List.of(probe))
            .profile(NOTHING, Set.of(A), Profile.EMPTY, Duration.ofMillis(100));
    assertEquals(UnknownCause.TIMEOUT, cause(profile.reading(A)));
    assertEquals("probe.timeout", profile.findings().get(0).rule());
    never.countDown();
  }

  @Test
  void aProbeStartsAsSoonAsWhatItNeedsIsKnownWhateverElseHangs() {
    CountDownLatch dependentRan = new CountDownLatch(1);
    Profiler profiler =
        new Profiler(
            List.of(
                probe(
                    "slow",
                    Set.of(A),
                    Set.of(),
                    session -> {
                      try {
                        dependentRan.await();
                        session.add(Fact.observed(A, "after the dependent"));
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }),
                probe(
                    "quick",
                    Set.of(B),
                    Set.of(),
                    session -> session.add(Fact.observed(B, "quick"))),
                probe(
                    "dependent",
                    Set.of(C),
                    Set.of(B),
                    session -> {
                      session.add(Fact.observed(C, session.reading(B).asOptional().orElse("?")));
                      dependentRan.countDown();
                    })));
    Profile profile = profiler.profile(NOTHING, Set.of(A, C), Profile.EMPTY, LIMIT);
    assertEquals(Reading.present("after the dependent"), profile.reading(A));
    assertEquals(Reading.present("quick"), profile.reading(C));
  }

  @Test
  void aProbeSeesTheFactsOfExactlyThoseThatItNeeds() {
    Profiler profiler =
        new Profiler(
            List.of(
                probe("a", Set.of(A), Set.of(), session -> session.add(Fact.observed(A, "a"))),
                probe("b", Set.of(B), Set.of(), session -> session.add(Fact.observed(B, "b"))),
                probe(
                    "c",
                    Set.of(C),
                    Set.of(B),
                    session ->
                        session.add(
                            Fact.observed(
                                C,
                                session.reading(B).asOptional().orElse("?")
                                    + session.reading(A).asOptional().orElse("?"))))));
    Profile profile = profiler.profile(NOTHING, Set.of(A, C), Profile.EMPTY, LIMIT);
    assertEquals(Reading.present("b?"), profile.reading(C));
  }

  @Test
  void aConversationEndsWhileThereIsTimeToMakeFactsOfIt() {
    List<Integer> limits = Collections.synchronizedList(new ArrayList<>());
    Host host =
        new Host() {
          @Override
          public <T> Outcome<T> answer(Request<T> request) {
            if (request instanceof Request.Conversation conversation) {
              limits.add(conversation.milliseconds());
            }
            return Outcome.failed(FailureKind.TIMEOUT, request.key());
          }
        };
    Probe asking =
        probe(
            "asking",
            Set.of(A),
            Set.of(),
            session -> session.host().answer(new Request.Conversation("/lib/x", 1, List.of())));
    Profiler profiler = new Profiler(List.of(asking));
    for (int seconds : List.of(2, 60)) {
      profiler.profile(host, Set.of(A), Profile.EMPTY, Duration.ofSeconds(seconds));
    }
    assertTrue(limits.get(0) > 0 && limits.get(0) <= 800, limits.toString());
    assertTrue(limits.get(1) > 10_000 && limits.get(1) <= 24_000, limits.toString());
  }

  @Test
  void probesThatNeedEachOtherAreAnErrorOfTheProgram() {
    Profiler profiler =
        new Profiler(
            List.of(
                probe("a", Set.of(A), Set.of(B), session -> {}),
                probe("b", Set.of(B), Set.of(A), session -> {})));
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> profiler.profile(NOTHING, Set.of(A), Profile.EMPTY, LIMIT));
    assertTrue(String.valueOf(thrown.getMessage()).contains("needs its own facts"));
    assertEquals(Map.of(), Profile.EMPTY.extensions());
  }
}
