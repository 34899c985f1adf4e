package io.envprobe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.SysrootHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvProbeTest {
  /** As if every file lay on a server that is gone. */
  private static final class SilentHost implements Host {
    @Override
    public <T> Outcome<T> answer(Request<T> request) {
      while (true) {
        LockSupport.park();
      }
    }
  }

  @Test
  void oneCallKnowsTheSystemOfThisMachine() {
    assertTrue(EnvProbe.detect().reading(OsFacts.OS_NAME).isPresent());
  }

  @Test
  void whatWasFoundIsKeptUntilItIsTooOldOrARefreshIsAskedFor() {
    DetectOptions options = DetectOptions.DEFAULT.facts(Set.of(OsFacts.OS_NAME, OsFacts.OS_ID));
    Profile first = EnvProbe.detect(options);
    assertSame(first, EnvProbe.detect(options));
    assertSame(first, EnvProbe.detect(options.maximumAge(Duration.ofDays(1))));
    Profile second = EnvProbe.detect(options.refresh());
    assertNotSame(first, second);
    assertEquals(first, second);
    assertSame(second, EnvProbe.detect(options));
    assertNotSame(second, EnvProbe.detect(options.nativeCalls(false)));
  }

  @Test
  void onlyWhatIsAskedForIsLookedFor() {
    Profile profile = EnvProbe.detect(DetectOptions.DEFAULT.facts(Set.of(OsFacts.OS_NAME)));
    assertEquals(
        UnknownCause.NOT_PROBED,
        profile.reading(LibraryFacts.LIBC_NAME).fold(p -> null, a -> null, Reading.Unknown::cause));
  }

  @Test
  void aHostThatNeverAnswersCostsTheLimitAndNoMore() {
    Profile profile =
        EnvProbe.detect(
            DetectOptions.DEFAULT
                .host(new SilentHost())
                .facts(Set.of(OsFacts.OS_ID))
                .limit(Duration.ofMillis(200)));
    assertEquals(
        UnknownCause.TIMEOUT,
        profile.reading(OsFacts.OS_ID).fold(p -> null, a -> null, Reading.Unknown::cause));
  }

  @Test
  void anotherHostIsLookedAtAndNothingIsKeptOfIt(@TempDir Path root) throws IOException {
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=haiku\n");
    DetectOptions image =
        DetectOptions.DEFAULT.facts(Set.of(OsFacts.OS_ID)).host(SysrootHost.of(root));
    assertEquals(Reading.present("haiku"), EnvProbe.detect(image).reading(OsFacts.OS_ID));
    Files.writeString(root.resolve("etc/os-release"), "ID=plan9\n");
    assertEquals(Reading.present("plan9"), EnvProbe.detect(image).reading(OsFacts.OS_ID));
  }

  @Test
  void whatTheCallerDeclaresStands() {
    Profile declared = Profile.EMPTY.with(Machines.fact(LibraryFacts.LIBC_NAME, "musl"));
    assertEquals(
        Reading.present("musl"),
        EnvProbe.detect(DetectOptions.DEFAULT.declared(declared)).reading(LibraryFacts.LIBC_NAME));
  }

  @Test
  void manyAtOnceShareOneLook() throws Exception {
    DetectOptions options = DetectOptions.DEFAULT.facts(Set.of(OsFacts.OS_VERSION_ID));
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Profile>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(threads.submit(() -> EnvProbe.detect(options)));
      }
      for (Future<Profile> answer : answers) {
        assertSame(answers.get(0).get(), answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> DetectOptions.DEFAULT.limit(Duration.ZERO));
  }
}
