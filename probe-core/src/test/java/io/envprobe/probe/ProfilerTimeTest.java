package io.envprobe.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Requests and probes that take their time. */
final class ProfilerTimeTest {
  private static final FactKey<String> A = FactKey.foreign("test.a", FactType.TEXT);
  private static final FactKey<String> B = FactKey.foreign("test.b", FactType.TEXT);
  private static final FactKey<String> C = FactKey.foreign("test.c", FactType.TEXT);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A machine that has nothing, and answers requests with that part in their key never. */
  private static Host hanging(CountDownLatch never, String part) {
    return new Host() {
      @Override
      public <T> Outcome<T> answer(Request<T> request) {
        if (request.key().contains(part)) {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        return Outcome.failed(FailureKind.NOT_FOUND, "");
      }
    };
  }

  @Test
  void aRequestThatNeverReturnsCostsOnlyTheFactThatNeedsIt() {
    CountDownLatch never = new CountDownLatch(1);
    Host hanging = hanging(never, "/dead");
    Probe probe =
        new StatedProbe(
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
    assertEquals(UnknownCause.TIMEOUT, StatedProbe.cause(profile.reading(A)));
    assertEquals(Reading.present("after"), profile.reading(B));
    never.countDown();
  }

  @Test
  void twoProbesThatWaitForOneDeadRequestBothGoOnWithoutIt() {
    CountDownLatch never = new CountDownLatch(1);
    Host hanging = hanging(never, "");
    List<Probe> probes = new ArrayList<>();
    for (FactKey<String> key : List.of(A, B)) {
      probes.add(
          new StatedProbe(
              key.name(),
              Set.of(key),
              Set.of(),
              session -> {
                session.host().text("/dead");
                session.add(Fact.observed(key, "after it"));
              }));
    }
    Profile profile =
        new Profiler(probes).profile(hanging, Set.of(A, B), Profile.EMPTY, Duration.ofSeconds(2));
    assertEquals(Reading.present("after it"), profile.reading(A));
    assertEquals(Reading.present("after it"), profile.reading(B));
    never.countDown();
  }

  @Test
  void requestsThatHangOneAfterTheOtherDoNotAddUpBeyondTheLimit() {
    CountDownLatch never = new CountDownLatch(1);
    Host hanging = hanging(never, "");
    Probe probe =
        new StatedProbe(
            "many",
            Set.of(A),
            Set.of(),
            session -> {
              for (int i = 0; i < 9; i++) {
                session.host().text("/dead/" + i);
              }
            });
    Profiler profiler = new Profiler(List.of(probe));
    // Three tries with half of what is left each; a wait too many is a whole limit longer.
    Duration limit = Duration.ofSeconds(3);
    Profile profile =
        assertTimeoutPreemptively(
            limit.multipliedBy(2),
            () -> profiler.profile(hanging, Set.of(A), Profile.EMPTY, limit));
    assertEquals(UnknownCause.TIMEOUT, StatedProbe.cause(profile.reading(A)));
    never.countDown();
  }

  @Test
  void probesThatHangDoNotKeepOthersFromBeginning() {
    CountDownLatch others = new CountDownLatch(1);
    List<Probe> probes = new ArrayList<>();
    Set<FactKey<?>> keys = new HashSet<>(Set.of(A));
    for (int i = 0; i < 20; i++) {
      FactKey<String> key = FactKey.foreign("test.waiting" + i, FactType.TEXT);
      keys.add(key);
      probes.add(
          new StatedProbe(
              "waiting" + i,
              Set.of(key),
              Set.of(),
              session -> {
                try {
                  others.await();
                  session.add(Fact.observed(key, "after it"));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    probes.add(
        new StatedProbe(
            "last",
            Set.of(A),
            Set.of(),
            session -> {
              session.add(Fact.observed(A, "began"));
              others.countDown();
            }));
    Profile profile = new Profiler(probes).profile(StatedProbe.NOTHING, keys, Profile.EMPTY, LIMIT);
    assertEquals(Reading.present("began"), profile.reading(A));
    assertEquals(List.of(), profile.findings());
  }

  @Test
  void anInterruptThatAProbeLeavesBehindIsNotTheNextOnes() {
    List<Probe> probes = new ArrayList<>();
    Set<FactKey<?>> keys = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      FactKey<Boolean> key = FactKey.foreign("test.interrupt" + i, FactType.TRUTH);
      keys.add(key);
      probes.add(
          new StatedProbe(
              "interrupt" + i,
              Set.of(key),
              Set.of(),
              session -> {
                session.add(Fact.observed(key, Thread.currentThread().isInterrupted()));
                Thread.currentThread().interrupt();
              }));
    }
    Profile profile = new Profiler(probes).profile(StatedProbe.NOTHING, keys, Profile.EMPTY, LIMIT);
    for (FactKey<?> key : keys) {
      assertEquals(Reading.present(false), profile.reading(key), key.name());
    }
  }

  @Test
  void aProbeThatNeverEndsLosesAllItsFacts() {
    CountDownLatch never = new CountDownLatch(1);
    Probe probe =
        new StatedProbe(
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
            .profile(StatedProbe.NOTHING, Set.of(A), Profile.EMPTY, Duration.ofMillis(100));
    assertEquals(UnknownCause.TIMEOUT, StatedProbe.cause(profile.reading(A)));
    assertEquals("probe.timeout", profile.findings().get(0).rule());
    never.countDown();
  }

  @Test
  void aProbeStartsAsSoonAsWhatItNeedsIsKnownWhateverElseHangs() {
    CountDownLatch dependentRan = new CountDownLatch(1);
    Profiler profiler =
        new Profiler(
            List.of(
                new StatedProbe(
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
                new StatedProbe(
                    "quick",
                    Set.of(B),
                    Set.of(),
                    session -> session.add(Fact.observed(B, "quick"))),
                new StatedProbe(
                    "dependent",
                    Set.of(C),
                    Set.of(B),
                    session -> {
                      session.add(Fact.observed(C, session.reading(B).asOptional().orElse("?")));
                      dependentRan.countDown();
                    })));
    Profile profile = profiler.profile(StatedProbe.NOTHING, Set.of(A, C), Profile.EMPTY, LIMIT);
    assertEquals(Reading.present("after the dependent"), profile.reading(A));
    assertEquals(Reading.present("quick"), profile.reading(C));
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
        new StatedProbe(
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
}
